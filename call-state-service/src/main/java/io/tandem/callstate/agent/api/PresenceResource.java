package io.tandem.callstate.agent.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.tandem.callstate.agent.PresenceMachine;
import io.tandem.contracts.AgentStatus;
import io.tandem.edge.paging.Cursor;
import io.tandem.edge.paging.Limit;
import io.tandem.edge.paging.Page;
import io.tandem.edge.problem.ProblemException;
import io.tandem.edge.tenancy.Caller;
import io.tandem.edge.tenancy.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** {@code /presence}: who is there, and what agents say of themselves. */
@Path("/api/v1/presence")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.ADMIN, Role.SUPERVISOR, Role.AGENT, Role.INTEGRATION})
public class PresenceResource {

    /** Reason of an agent whom a supervisor logged out without giving one. */
    static final String FORCED = "forced-logout";

    private final Caller caller;
    private final SecurityIdentity identity;
    private final PresenceDesk desk;

    PresenceResource(Caller caller, SecurityIdentity identity, PresenceDesk desk) {
        this.caller = caller;
        this.identity = identity;
        this.desk = desk;
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

            @Nullable @Size(max = 100) @Pattern(regexp = PRINTABLE)
            String reason) {}

    private static final String PRINTABLE = "\\P{Cntrl}*";

    @GET
    @Operation(
            description = "Every agent of the directory by id, also those who never logged in: they are OFFLINE. status"
                    + " and team keep those who have that presence, and belong to that team.")
    public Uni<Page<PresenceView>> all(
            @QueryParam("status") @Nullable String status,
            @QueryParam("team") @Nullable String team,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        int count = Limit.of(limit);
        var filter = new PresenceDesk.Filter(
                status(status), team, Cursor.decode(cursor).orElse(null));
        return desk.list(caller.tenant(), filter, count + 1)
                .map(found -> Page.cut(found, count, PresenceView::agentId));
    }

    @GET
    @Path("{agentId}")
    public Uni<PresenceView> one(@PathParam("agentId") String agentId) {
        return desk.find(caller.tenant(), agentId);
    }

    @POST
    @Path("{agentId}/login")
    @Operation(
            description =
                    "waiting: the agent's phone is called, and they are RINGING without a call until it is answered;"
                            + " then AVAILABLE, and every call reaches them there. Not answered: OFFLINE, with the reason. 503"
                            + " where no PBX can be told to call it.")
    public Uni<PresenceView> login(@PathParam("agentId") String agentId, @NotNull @Valid Login login) {
        return switch (login.mode()) {
            case ON_DEMAND -> apply(agentId, new PresenceMachine.Input.LogIn());
            case WAITING -> {
                mustBeTheirs(agentId);
                yield desk.takeDesk(caller.tenant(), agentId);
            }
        };
    }

    @POST
    @Path("{agentId}/logout")
    @Operation(
            description = "During a call it takes effect after the call. By a supervisor it is a forced logout: the"
                    + " reason is shown, forced-logout where none is given.")
    public Uni<PresenceView> logout(
            @PathParam("agentId") String agentId, @QueryParam("reason") @Nullable String reason) {
        if (reason != null && !reason.matches("\\P{Cntrl}{0,100}")) {
            throw ProblemException.invalid("reason", "at most 100 characters, no control characters");
        }
        return apply(agentId, new PresenceMachine.Input.LogOut(reason == null && forces(agentId) ? FORCED : reason));
    }

    @PUT
    @Path("{agentId}")
    @Operation(
            description = "During a call it takes effect after the call. AVAILABLE ends a wrap-up early, and the pause"
                    + " of an agent who missed too many calls.")
    public Uni<PresenceView> choose(@PathParam("agentId") String agentId, @NotNull @Valid Choice choice) {
        if (choice.status() != AgentStatus.AVAILABLE && choice.status() != AgentStatus.PAUSED) {
            throw ProblemException.invalid("status", "is AVAILABLE or PAUSED");
        }
        return apply(agentId, new PresenceMachine.Input.Choose(choice.status(), choice.reason()));
    }

    private Uni<PresenceView> apply(String agentId, PresenceMachine.Input input) {
        mustBeTheirs(agentId);
        return desk.apply(caller.tenant(), agentId, input);
    }

    private void mustBeTheirs(String agentId) {
        desk.mustExist(caller.tenant(), agentId);
        caller.mustBeAllowedToActFor(agentId);
    }

    /** A CRM logs agents out in their name; a supervisor does so on their own authority. */
    private boolean forces(String agentId) {
        boolean supervises = identity.hasRole(Role.ADMIN) || identity.hasRole(Role.SUPERVISOR);
        return supervises && caller.agentId().filter(agentId::equals).isEmpty();
    }

    private static @Nullable AgentStatus status(@Nullable String value) {
        if (value == null) {
            return null;
        }
        return Arrays.stream(AgentStatus.values())
                .filter(status -> status.name().equals(value))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("status", "is one of " + List.of(AgentStatus.values())));
    }
}
