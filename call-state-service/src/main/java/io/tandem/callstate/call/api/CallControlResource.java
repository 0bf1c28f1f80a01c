package io.tandem.callstate.call.api;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.call.Ask;
import io.tandem.callstate.call.CallView;
import io.tandem.contracts.CallParty;
import io.tandem.contracts.MuteDirection;
import io.tandem.contracts.SuperviseMode;
import io.tandem.edge.tenancy.Caller;
import io.tandem.edge.tenancy.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/**
 * Control of a call that talks. 202: asked of the PBX; the call's event says when it is so, or {@code call.control-failed} why it is
 * not. 409 with the reason where the call's state does not allow it.
 */
@Path("/api/v1/calls")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.ADMIN, Role.SUPERVISOR, Role.AGENT, Role.INTEGRATION})
public class CallControlResource {

    private static final String KEY = "Idempotency-Key";

    private final Caller caller;
    private final CallsDesk calls;
    private final ControlDesk control;

    CallControlResource(Caller caller, CallsDesk calls, ControlDesk control) {
        this.caller = caller;
        this.calls = calls;
        this.control = control;
    }

    /** {@code direction}, seen from the leg: in is what it says into the call (the default), out is what it hears of it. */
    public record Muting(@NotNull CallParty leg, @Nullable MuteDirection direction) {

        MuteDirection way() {
            return direction == null ? MuteDirection.IN : direction;
        }
    }

    /** {@code leg} hears the digits. */
    public record Digits(
            @NotNull CallParty leg,

            @NotNull
            @Pattern(regexp = "[0-9A-D*#w]{1,32}", message = "1 to 32 of 0-9 A-D * # and w, a pause of half a second")
            String digits) {}

    public record Supervising(
            @NotBlank String supervisorId, @NotNull SuperviseMode mode) {}

    @POST
    @Path("{id}/hold")
    @ResponseStatus(202)
    @Operation(description = "The customer hears music, the agent nothing; told as call.held.")
    public Uni<CallView> hold(@PathParam("id") String id, @HeaderParam(KEY) @Nullable String key) {
        return ask(id, key, _ -> new Ask.Hold());
    }

    @POST
    @Path("{id}/unhold")
    @ResponseStatus(202)
    @Operation(description = "Both talk again; told as call.resumed.")
    public Uni<CallView> unhold(@PathParam("id") String id, @HeaderParam(KEY) @Nullable String key) {
        return ask(id, key, _ -> new Ask.Unhold());
    }

    @POST
    @Path("{id}/mute")
    @ResponseStatus(202)
    @Operation(
            description = "direction, seen from the leg: in is what it says into the call (the default), out is what it"
                    + " hears of it. Told as call.muted.")
    public Uni<CallView> mute(
            @PathParam("id") String id, @NotNull @Valid Muting mute, @HeaderParam(KEY) @Nullable String key) {
        return ask(id, key, _ -> new Ask.Mute(mute.leg(), mute.way()));
    }

    @POST
    @Path("{id}/unmute")
    @ResponseStatus(202)
    @Operation(description = "leg and direction as in mute; told as call.unmuted.")
    public Uni<CallView> unmute(
            @PathParam("id") String id, @NotNull @Valid Muting mute, @HeaderParam(KEY) @Nullable String key) {
        return ask(id, key, _ -> new Ask.Unmute(mute.leg(), mute.way()));
    }

    @POST
    @Path("{id}/dtmf")
    @ResponseStatus(202)
    @Operation(
            description = "The leg hears the digits, w being a pause of half a second; told as call.dtmf, as are the"
                    + " digits that a party presses.")
    public Uni<CallView> dtmf(
            @PathParam("id") String id, @NotNull @Valid Digits digits, @HeaderParam(KEY) @Nullable String key) {
        return ask(id, key, _ -> new Ask.Dtmf(digits.leg(), digits.digits()));
    }

    @POST
    @Path("{id}/supervise")
    @ResponseStatus(202)
    @RolesAllowed({Role.ADMIN, Role.SUPERVISOR})
    @Operation(
            description =
                    "Calls the supervisor's phone. listen: they hear both; whisper: the agent hears them as"
                            + " well; barge: all three talk. Again with another mode while it lasts changes it. Told as call.supervised.")
    public Uni<CallView> supervise(
            @PathParam("id") String id, @NotNull @Valid Supervising wanted, @HeaderParam(KEY) @Nullable String key) {
        return ask(id, key, call -> control.supervise(call.tenant(), wanted.supervisorId(), wanted.mode()));
    }

    @DELETE
    @Path("{id}/supervise")
    @ResponseStatus(202)
    @RolesAllowed({Role.ADMIN, Role.SUPERVISOR})
    @Operation(description = "The supervisor's phone is hung up; told as call.supervised without a mode.")
    public Uni<CallView> endSupervision(@PathParam("id") String id) {
        return ask(id, null, _ -> new Ask.EndSupervision());
    }

    private Uni<CallView> ask(String id, @Nullable String key, Function<CallView, Ask> wanted) {
        var tenant = caller.tenant();
        return calls.find(tenant, id)
                .invoke(call -> caller.mustBeAllowedToActFor(String.valueOf(call.agentId())))
                .chain(call -> control.ask(call, wanted.apply(call), key))
                .chain(() -> calls.find(tenant, id));
    }
}
