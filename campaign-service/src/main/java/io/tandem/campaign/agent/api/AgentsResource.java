package io.tandem.campaign.agent.api;

import static io.tandem.edge.tenancy.Role.ADMIN;
import static io.tandem.edge.tenancy.Role.AGENT;
import static io.tandem.edge.tenancy.Role.INTEGRATION;
import static io.tandem.edge.tenancy.Role.SUPERVISOR;

import io.smallrye.mutiny.Uni;
import io.tandem.campaign.agent.AgentProfile;
import io.tandem.campaign.agent.store.Agents;
import io.tandem.campaign.directory.ChosenId;
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

/** {@code /api/v1/agents}: the agents of the caller's tenant. */
@Path("/api/v1/agents")
@Tag(name = "Agents")
@RolesAllowed({ADMIN, SUPERVISOR, INTEGRATION})
public class AgentsResource {

    private final Agents agents;
    private final Caller caller;

    AgentsResource(Agents agents, Caller caller) {
        this.agents = agents;
        this.caller = caller;
    }

    @POST
    public Uni<Response> create(@Valid @NotNull AgentBody body) {
        var id = ChosenId.orNew(body.id());
        return agents.create(caller.tenant(), body.as(id))
                .map(agent -> Response.created(URI.create("/api/v1/agents/" + id))
                        .entity(agent)
                        .build());
    }

    @PUT
    @Path("{id}")
    public Uni<AgentProfile> replace(@RestPath String id, @Valid @NotNull AgentBody body) {
        ChosenId.mustBeOfPath(id, body.id());
        return agents.replace(caller.tenant(), body.as(id));
    }

    @DELETE
    @Path("{id}")
    public Uni<Void> delete(@RestPath String id) {
        return agents.delete(caller.tenant(), id);
    }

    @GET
    @Path("{id}")
    @RolesAllowed({ADMIN, SUPERVISOR, INTEGRATION, AGENT})
    public Uni<AgentProfile> get(@RestPath String id) {
        return agents.get(caller.tenant(), id);
    }

    @GET
    @RolesAllowed({ADMIN, SUPERVISOR, INTEGRATION, AGENT})
    public Uni<Page<AgentProfile>> list(@RestQuery @Nullable Integer limit, @RestQuery @Nullable String cursor) {
        int size = Limit.of(limit);
        return agents.after(caller.tenant(), Cursor.decode(cursor).orElse(""), size + 1)
                .map(found -> Page.cut(found, size, AgentProfile::id));
    }
}
