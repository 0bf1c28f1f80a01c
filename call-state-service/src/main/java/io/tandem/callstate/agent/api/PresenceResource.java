package io.tandem.callstate.agent.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.mutiny.Uni;
import io.tandem.callstate.agent.Agents;
import io.tandem.callstate.agent.Presence;
import io.tandem.callstate.agent.PresenceMachine;
import io.tandem.callstate.directory.Directory;
import io.tandem.contracts.AgentStatus;
import io.tandem.contracts.DirectoryEntry;
import io.tandem.edge.problem.ProblemException;
import io.tandem.edge.tenancy.Caller;
import io.tandem.edge.tenancy.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code /presence}: who is there, and what agents say of themselves. */
@Path("/api/v1/presence")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.ADMIN, Role.SUPERVISOR, Role.AGENT, Role.INTEGRATION})
public class PresenceResource {

    private final Caller caller;
    private final Agents agents;
    private final Directory directory;

    PresenceResource(Caller caller, Agents agents, Directory directory) {
        this.caller = caller;
        this.agents = agents;
        this.directory = directory;
    }

    public enum LoginMode {
        @JsonProperty("on-demand")
        ON_DEMAND,
        @JsonProperty("waiting")
        WAITING
    }

    public record Login(@NotNull LoginMode mode) {}

    public record Choice(
            @NotNull AgentStatus status,
            @Nullable @Size(max = 100) String reason) {}

    public record PresenceView(
            String agentId,
            String tenant,
            AgentStatus status,
            @Nullable String reason,
            @Nullable String callId) {}

    public record Presences(List<PresenceView> items) {}

    /** Every agent of the directory, also those who never logged in. */
    @GET
    public Uni<Presences> all() {
        var tenant = caller.tenant();
        return Uni.createFrom().completionStage(() -> agents.ofTenant(tenant)).map(known -> {
            var byId = known.stream().collect(Collectors.toMap(Presence::agentId, Function.identity()));
            return new Presences(directory.agents(tenant).stream()
                    .map(DirectoryEntry.Agent::id)
                    .map(id -> view(byId.getOrDefault(id, Presence.unknown(tenant, id))))
                    .toList());
        });
    }

    @GET
    @Path("{agentId}")
    public Uni<PresenceView> one(@PathParam("agentId") String agentId) {
        var tenant = mustExist(agentId);
        return Uni.createFrom()
                .completionStage(() -> agents.of(tenant, agentId))
                .map(PresenceResource::view);
    }

    @POST
    @Path("{agentId}/login")
    public Uni<PresenceView> login(@PathParam("agentId") String agentId, @NotNull @Valid Login login) {
        if (login.mode() == LoginMode.WAITING) {
            throw ProblemException.invalid("mode", "waiting is not supported yet");
        }
        return apply(agentId, new PresenceMachine.Input.LogIn());
    }

    @POST
    @Path("{agentId}/logout")
    public Uni<PresenceView> logout(@PathParam("agentId") String agentId) {
        return apply(agentId, new PresenceMachine.Input.LogOut());
    }

    @PUT
    @Path("{agentId}")
    public Uni<PresenceView> choose(@PathParam("agentId") String agentId, @NotNull @Valid Choice choice) {
        if (choice.status() != AgentStatus.AVAILABLE && choice.status() != AgentStatus.PAUSED) {
            throw ProblemException.invalid("status", "is AVAILABLE or PAUSED");
        }
        return apply(agentId, new PresenceMachine.Input.Choose(choice.status(), choice.reason()));
    }

    private Uni<PresenceView> apply(String agentId, PresenceMachine.Input input) {
        var tenant = mustExist(agentId);
        caller.mustBeAllowedToActFor(agentId);
        return Uni.createFrom()
                .completionStage(() -> agents.apply(tenant, agentId, input))
                .map(result -> switch (result) {
                    case PresenceMachine.Result.Moved m -> view(m.presence());
                    case PresenceMachine.Result.Unchanged u -> view(u.presence());
                    case PresenceMachine.Result.Refused r -> throw ProblemException.conflict(r.why());
                });
    }

    private String mustExist(String agentId) {
        var tenant = caller.tenant();
        if (directory.agent(tenant, agentId).isEmpty()) {
            throw ProblemException.notFound("agent", agentId);
        }
        return tenant;
    }

    private static PresenceView view(Presence p) {
        return new PresenceView(p.agentId(), p.tenant(), p.status(), p.reason(), p.callId());
    }
}
