package io.tandem.callstate.call.api;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.call.Ask;
import io.tandem.callstate.call.CallView;
import io.tandem.contracts.MediaMode;
import io.tandem.edge.tenancy.Caller;
import io.tandem.edge.tenancy.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Programs that hear a call, and may talk in it; as {@link CallControlResource}. See docs/media.md. */
@Path("/api/v1/calls/{id}/media")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.ADMIN, Role.SUPERVISOR, Role.INTEGRATION})
public class CallMediaResource {

    private final Caller caller;
    private final CallsDesk calls;
    private final ControlDesk control;

    CallMediaResource(Caller caller, CallsDesk calls, ControlDesk control) {
        this.caller = caller;
        this.calls = calls;
        this.control = control;
    }

    /** {@code target}: a name on the list of the operator, never an address. {@code mode}: talk where none is given. */
    public record Attaching(
            @NotNull @Pattern(regexp = "[a-z0-9-]{1,40}", message = "1 to 40 of a-z 0-9 -")
            String target,

            @Nullable MediaMode mode) {}

    @POST
    @ResponseStatus(202)
    @Operation(
            description =
                    "Connects a program of the operator's list to the call, over AudioSocket. listen: it hears all; talk: all"
                            + " hear it as well (the default). The call's `media` says its mediaId; told as call.media-attached.")
    public Uni<CallView> attach(
            @PathParam("id") String id,
            @NotNull @Valid Attaching wanted,
            @HeaderParam("Idempotency-Key") @Nullable String key) {
        var mode = wanted.mode() == null ? MediaMode.TALK : wanted.mode();
        return ask(id, key, new Ask.AttachMedia(wanted.target(), mode));
    }

    @DELETE
    @Path("{mediaId}")
    @ResponseStatus(202)
    @Operation(description = "Told as call.media-detached.")
    public Uni<CallView> detach(@PathParam("id") String id, @PathParam("mediaId") String mediaId) {
        return ask(id, null, new Ask.DetachMedia(mediaId));
    }

    private Uni<CallView> ask(String id, @Nullable String key, Ask.Media wanted) {
        var tenant = caller.tenant();
        return calls.find(tenant, id)
                .chain(call -> control.ask(call, wanted, key))
                .chain(() -> calls.find(tenant, id));
    }
}
