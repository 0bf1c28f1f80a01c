package io.tandem.callstate.call.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.mutiny.Uni;
import io.tandem.callstate.CallStateConfig;
import io.tandem.callstate.call.Ask;
import io.tandem.callstate.call.CallView;
import io.tandem.contracts.MuteDirection;
import io.tandem.contracts.RouteTarget;
import io.tandem.edge.problem.ProblemException;
import io.tandem.edge.tenancy.Caller;
import io.tandem.edge.tenancy.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a call that talks: transfers, further parties, parking; see docs/transfers.md. 202: asked of the PBX; events say what came
 * of it. 409 with the reason where the call's state does not allow it, or the agent who is to be called has a call.
 */
@Path("/api/v1/calls")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.ADMIN, Role.SUPERVISOR, Role.AGENT, Role.INTEGRATION})
public class RegroupResource {

    private static final String KEY = "Idempotency-Key";

    private final Caller caller;
    private final CallsDesk calls;
    private final ControlDesk control;
    private final RegroupDesk desk;
    private final Targets targets;
    private final CallStateConfig config;

    RegroupResource(
            Caller caller,
            CallsDesk calls,
            ControlDesk control,
            RegroupDesk desk,
            Targets targets,
            CallStateConfig config) {
        this.caller = caller;
        this.calls = calls;
        this.control = control;
        this.desk = desk;
        this.targets = targets;
        this.config = config;
    }

    public enum Kind {
        @JsonProperty("blind")
        BLIND,
        @JsonProperty("attended")
        ATTENDED
    }

    public record Transferring(
            @NotNull Kind kind, @NotNull @Valid Destination to) {}

    /** {@code timeoutSeconds}: after which whoever parks is called back. */
    public record Parking(@Min(5) @Max(3600) @Nullable Integer timeoutSeconds) {}

    /** {@code agentId}: who fetches the customer; none: whoever parked them. */
    public record Fetching(@Nullable String agentId) {}

    /** {@code direction}, seen from the party: in is what it says into the call (the default), out is what it hears of it. */
    public record PartyMuting(@Nullable MuteDirection direction) {

        static MuteDirection way(@Nullable PartyMuting muting) {
            return muting == null || muting.direction() == null ? MuteDirection.IN : muting.direction();
        }
    }

    @POST
    @Path("{id}/transfer")
    @ResponseStatus(202)
    @Operation(
            description =
                    "The customer hears music while `to` is called. blind: they get the customer when they answer;"
                            + " attended: they talk with the agent until /complete, /cancel or /conference. Told as"
                            + " call.transfer-started, -answered, -completed, -failed.")
    public Uni<CallView> transfer(
            @PathParam("id") String id, @NotNull @Valid Transferring wanted, @HeaderParam(KEY) @Nullable String key) {
        return owned(id)
                .chain(call -> {
                    var onward = targets.onward(call, wanted.to());
                    if (onward.isPresent()) {
                        return sendOn(call, wanted, onward.get(), key);
                    }
                    var to = targets.of(call, wanted.to());
                    return desk.ask(call, it -> new Ask.Transfer(it, wanted.kind() == Kind.ATTENDED), to, key);
                })
                .chain(() -> found(id));
    }

    @POST
    @Path("{id}/transfer/complete")
    @ResponseStatus(202)
    @Operation(
            description =
                    "The customer gets whoever is consulted, and the agent is free; before the answer: on answer.")
    public Uni<CallView> complete(@PathParam("id") String id, @HeaderParam(KEY) @Nullable String key) {
        return ask(id, key, _ -> new Ask.CompleteTransfer());
    }

    @POST
    @Path("{id}/transfer/cancel")
    @ResponseStatus(202)
    @Operation(description = "The customer is back with the agent.")
    public Uni<CallView> cancel(@PathParam("id") String id, @HeaderParam(KEY) @Nullable String key) {
        return ask(id, key, _ -> new Ask.CancelTransfer());
    }

    @POST
    @Path("{id}/transfer/conference")
    @ResponseStatus(202)
    @Operation(description = "The customer comes to those who consult: all three talk. Told as call.party-joined.")
    public Uni<CallView> conference(@PathParam("id") String id, @HeaderParam(KEY) @Nullable String key) {
        return ask(id, key, _ -> new Ask.JoinTransfer());
    }

    @POST
    @Path("{id}/parties")
    @ResponseStatus(202)
    @Operation(
            description = "A further party is called and talks with all on answer. Told as call.party-joined, -left.")
    public Uni<CallView> add(
            @PathParam("id") String id, @NotNull @Valid Destination to, @HeaderParam(KEY) @Nullable String key) {
        return owned(id)
                .chain(call -> {
                    var target = targets.of(call, to);
                    return desk.ask(call, Ask.AddParty::new, target, key);
                })
                .chain(() -> found(id));
    }

    @DELETE
    @Path("{id}/parties/{legId}")
    @ResponseStatus(202)
    @Operation(description = "The party of this leg is hung up; told as call.party-left.")
    public Uni<CallView> remove(@PathParam("id") String id, @PathParam("legId") String legId) {
        return ask(id, null, _ -> new Ask.DropParty(legId));
    }

    @POST
    @Path("{id}/parties/{legId}/mute")
    @ResponseStatus(202)
    @Operation(description = "Told as call.party-muted.")
    public Uni<CallView> mute(
            @PathParam("id") String id,
            @PathParam("legId") String legId,
            @Nullable PartyMuting muting,
            @HeaderParam(KEY) @Nullable String key) {
        return ask(id, key, _ -> new Ask.MuteParty(legId, PartyMuting.way(muting), true));
    }

    @POST
    @Path("{id}/parties/{legId}/unmute")
    @ResponseStatus(202)
    public Uni<CallView> unmute(
            @PathParam("id") String id,
            @PathParam("legId") String legId,
            @Nullable PartyMuting muting,
            @HeaderParam(KEY) @Nullable String key) {
        return ask(id, key, _ -> new Ask.MuteParty(legId, PartyMuting.way(muting), false));
    }

    @POST
    @Path("{id}/park")
    @ResponseStatus(202)
    @Operation(
            description = "The customer hears music, the agent is free; told as call.parked. When nobody fetches the"
                    + " customer in time, the agent is called back.")
    public Uni<CallView> park(
            @PathParam("id") String id, @Nullable @Valid Parking parking, @HeaderParam(KEY) @Nullable String key) {
        var limit = parking == null || parking.timeoutSeconds() == null
                ? config.park()
                : Duration.ofSeconds(parking.timeoutSeconds());
        return ask(id, key, _ -> new Ask.Park(limit));
    }

    @POST
    @Path("{id}/unpark")
    @ResponseStatus(202)
    @Operation(description = "The agent is called and gets the customer; any agent may fetch a parked customer.")
    public Uni<CallView> unpark(
            @PathParam("id") String id, @Nullable Fetching by, @HeaderParam(KEY) @Nullable String key) {
        return found(id)
                .chain(call -> {
                    var agentId = by == null || by.agentId() == null ? String.valueOf(call.agentId()) : by.agentId();
                    caller.mustBeAllowedToActFor(agentId);
                    var to = targets.agent(call, agentId);
                    return desk.ask(call, Ask.Unpark::new, to, key);
                })
                .chain(() -> found(id));
    }

    /** Nobody is there who could be consulted. */
    private Uni<Void> sendOn(CallView call, Transferring wanted, RouteTarget to, @Nullable String key) {
        if (wanted.kind() == Kind.ATTENDED) {
            throw ProblemException.invalid("kind", "a call goes to a queue or a menu blind");
        }
        return control.ask(call, new Ask.SendOn(to), key);
    }

    private Uni<CallView> ask(String id, @Nullable String key, Function<CallView, Ask> wanted) {
        return owned(id)
                .chain(call -> control.ask(call, wanted.apply(call), key))
                .chain(() -> found(id));
    }

    private Uni<CallView> owned(String id) {
        return found(id).invoke(call -> caller.mustBeAllowedToActFor(String.valueOf(call.agentId())));
    }

    private Uni<CallView> found(String id) {
        return calls.find(caller.tenant(), id);
    }
}
