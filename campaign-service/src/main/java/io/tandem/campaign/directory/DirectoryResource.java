package io.tandem.campaign.directory;

import static io.tandem.edge.tenancy.Role.ADMIN;
import static io.tandem.edge.tenancy.Role.AGENT;
import static io.tandem.edge.tenancy.Role.INTEGRATION;
import static io.tandem.edge.tenancy.Role.SUPERVISOR;

import io.smallrye.mutiny.Uni;
import io.tandem.edge.paging.Cursor;
import io.tandem.edge.paging.Limit;
import io.tandem.edge.paging.Page;
import io.tandem.edge.tenancy.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The entries of one kind of the caller's tenant over REST. Agents may look, the others of the house may change. */
public abstract class DirectoryResource<B extends DirectoryBody<V>, V> {

    private final DirectoryStore<V, ?> store;
    private final Caller caller;
    private final String path;

    /** @param path of the resource, where a new entry's location begins */
    protected DirectoryResource(DirectoryStore<V, ?> store, Caller caller, String path) {
        this.store = store;
        this.caller = caller;
        this.path = path;
    }

    @POST
    @RolesAllowed({ADMIN, SUPERVISOR, INTEGRATION})
    public Uni<Response> create(@Valid @NotNull B body) {
        var id = ChosenId.orNew(body.id());
        return store.create(caller.tenant(), body.as(id))
                .map(created -> Response.created(URI.create(path + "/" + store.id(created)))
                        .entity(created)
                        .build());
    }

    @PUT
    @Path("{id}")
    @RolesAllowed({ADMIN, SUPERVISOR, INTEGRATION})
    public Uni<V> replace(@RestPath String id, @Valid @NotNull B body) {
        ChosenId.mustBeOfPath(id, body.id());
        return store.replace(caller.tenant(), body.as(id));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed({ADMIN, SUPERVISOR, INTEGRATION})
    public Uni<Void> delete(@RestPath String id) {
        return store.delete(caller.tenant(), id);
    }

    @GET
    @Path("{id}")
    @RolesAllowed({ADMIN, SUPERVISOR, INTEGRATION, AGENT})
    public Uni<V> get(@RestPath String id) {
        return store.get(caller.tenant(), id);
    }

    @GET
    @RolesAllowed({ADMIN, SUPERVISOR, INTEGRATION, AGENT})
    public Uni<Page<V>> list(@RestQuery @Nullable Integer limit, @RestQuery @Nullable String cursor) {
        int size = Limit.of(limit);
        return store.after(caller.tenant(), Cursor.decode(cursor).orElse(""), size + 1)
                .map(found -> Page.cut(found, size, store::id));
    }
}
