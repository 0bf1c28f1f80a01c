package io.tandem.campaign.trunk.api;

import static io.tandem.edge.tenancy.Role.ADMIN;
import static io.tandem.edge.tenancy.Role.AGENT;
import static io.tandem.edge.tenancy.Role.INTEGRATION;
import static io.tandem.edge.tenancy.Role.SUPERVISOR;

import io.smallrye.mutiny.Uni;
import io.tandem.campaign.directory.ChosenId;
import io.tandem.campaign.trunk.Trunk;
import io.tandem.campaign.trunk.store.Trunks;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/trunks}: the trunks of the caller's tenant. */
@Path("/api/v1/trunks")
@Tag(name = "Trunks")
@RolesAllowed({ADMIN, SUPERVISOR, INTEGRATION})
public class TrunksResource {

    private final Trunks trunks;
    private final Caller caller;

    TrunksResource(Trunks trunks, Caller caller) {
        this.trunks = trunks;
        this.caller = caller;
    }

    @POST
    public Uni<Response> create(@Valid @NotNull TrunkBody body) {
        var id = ChosenId.orNew(body.id());
        return trunks.create(caller.tenant(), body.as(id))
                .map(trunk -> Response.created(URI.create("/api/v1/trunks/" + id))
                        .entity(trunk)
                        .build());
    }

    @PUT
    @Path("{id}")
    public Uni<Trunk> replace(@RestPath String id, @Valid @NotNull TrunkBody body) {
        ChosenId.mustBeOfPath(id, body.id());
        return trunks.replace(caller.tenant(), body.as(id));
    }

    @DELETE
    @Path("{id}")
    public Uni<Void> delete(@RestPath String id) {
        return trunks.delete(caller.tenant(), id);
    }

    @GET
    @Path("{id}")
    @RolesAllowed({ADMIN, SUPERVISOR, INTEGRATION, AGENT})
    public Uni<Trunk> get(@RestPath String id) {
        return trunks.get(caller.tenant(), id);
    }

    @GET
    @RolesAllowed({ADMIN, SUPERVISOR, INTEGRATION, AGENT})
    public Uni<Page<Trunk>> list(@RestQuery @Nullable Integer limit, @RestQuery @Nullable String cursor) {
        int size = Limit.of(limit);
        return trunks.after(caller.tenant(), Cursor.decode(cursor).orElse(""), size + 1)
                .map(found -> Page.cut(found, size, Trunk::id));
    }
}
