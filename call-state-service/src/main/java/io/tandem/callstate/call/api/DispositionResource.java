package io.tandem.callstate.call.api;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.call.history.Disposition;
import io.tandem.callstate.call.history.Dispositions;
import io.tandem.edge.problem.ProblemException;
import io.tandem.edge.tenancy.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** {@code /calls/{id}/disposition}: what became of a call. */
@Path("/api/v1/calls/{id}/disposition")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.ADMIN, Role.SUPERVISOR, Role.AGENT, Role.INTEGRATION})
public class DispositionResource {

    private final OwnCalls calls;
    private final Dispositions dispositions;
    private final InstantSource clock;

    DispositionResource(OwnCalls calls, Dispositions dispositions, InstantSource clock) {
        this.calls = calls;
        this.dispositions = dispositions;
        this.clock = clock;
    }

    /** No control characters but line ends in the note: PostgreSQL knows no NUL. */
    public record Said(
            @NotNull @Pattern(regexp = "[A-Za-z0-9_.-]{1,64}", message = "must be 1 to 64 of A-Z a-z 0-9 _ . -")
            String code,

            @Nullable @Size(max = 4000) @Pattern(regexp = "[\\P{Cntrl}\\r\\n\\t]*")
            String note,

            @Nullable Instant callbackAt) {}

    @POST
    @Operation(
            description =
                    "During the call, in the wrap-up or later; again replaces it. It does not end the wrap-up: PUT"
                            + " /presence/{agentId} does.")
    public Uni<Disposition> say(@PathParam("id") String id, @NotNull @Valid Said said) {
        var now = clock.instant();
        if (said.callbackAt() != null && !said.callbackAt().isAfter(now)) {
            throw ProblemException.invalid("callbackAt", "is in the future");
        }
        var disposition = new Disposition(said.code(), said.note(), said.callbackAt(), now);
        return calls.find(id)
                .chain(call -> dispositions.keep(call, disposition))
                .replaceWith(disposition);
    }

    @GET
    public Uni<Disposition> said(@PathParam("id") String id) {
        return calls.find(id)
                .chain(call -> dispositions.of(call.tenant(), id))
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("disposition of call", id)));
    }
}
