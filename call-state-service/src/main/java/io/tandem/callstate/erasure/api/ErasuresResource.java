package io.tandem.callstate.erasure.api;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.erasure.ErasureReport;
import io.tandem.callstate.erasure.store.Erasures;
import io.tandem.edge.phone.PhoneNumber;
import io.tandem.edge.problem.ProblemException;
import io.tandem.edge.tenancy.Caller;
import io.tandem.edge.tenancy.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** {@code /erasures}. */
@Path("/api/v1/erasures")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN)
public class ErasuresResource {

    private final Caller caller;
    private final Erasures erasures;

    ErasuresResource(Caller caller, Erasures erasures) {
        this.caller = caller;
        this.erasures = erasures;
    }

    /** @param number of the person, international */
    public record Wanted(@NotNull String number) {}

    @POST
    @Operation(
            description =
                    "Takes a person's number out of the calls, legs, timelines and contexts of the tenant, and erases the recordings of"
                            + " all their calls; who waits to be called back is not any more; a keyed hash stands in its place. 200: done. 202: calls with the person are live or"
                            + " have just ended; it goes on by itself until they are erased too. Asked again it changes nothing more."
                            + " Notes of dispositions are left and counted. The PBX's ledger holds no numbers. Contacts of campaigns,"
                            + " and what Kafka, webhooks and others were told, are not ours to erase.")
    public Uni<RestResponse<ErasureReport>> erase(@Valid @NotNull Wanted wanted, SecurityContext who) {
        var number = PhoneNumber.parse(wanted.number())
                .orElseThrow(() -> ProblemException.invalid("number", "is not an international telephone number"))
                .e164();
        return erasures.erase(caller.tenant(), number, who.getUserPrincipal().getName())
                .map(report -> ResponseBuilder.create(report.isDone() ? Status.OK : Status.ACCEPTED, report)
                        .location(URI.create("/api/v1/erasures/" + report.erasureId()))
                        .build());
    }

    @GET
    @Path("{id}")
    public Uni<ErasureReport> get(@PathParam("id") String id) {
        return erasures.find(caller.tenant(), id)
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("erasure", id)));
    }
}
