package io.tandem.callstate.call.api;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.call.Ask;
import io.tandem.callstate.call.CallView;
import io.tandem.contracts.VoiceQuality;
import io.tandem.edge.tenancy.Caller;
import io.tandem.edge.tenancy.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** {@code /calls/{id}/quality}: how the parties can be heard. */
@Path("/api/v1/calls/{id}/quality")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.ADMIN, Role.SUPERVISOR, Role.AGENT, Role.INTEGRATION})
public class QualityResource {

    private static final int USUAL_SECONDS = 60;

    private final Caller caller;
    private final OwnCalls own;
    private final CallsDesk calls;
    private final ControlDesk control;

    QualityResource(Caller caller, OwnCalls own, CallsDesk calls, ControlDesk control) {
        this.caller = caller;
        this.own = own;
        this.calls = calls;
        this.control = control;
    }

    public record Watching(@Min(10) @Max(3600) @Nullable Integer seconds) {}

    public record LegQuality(String leg, String channelId, VoiceQuality quality) {}

    /** {@code quality}: in each figure the worse of the legs. */
    public record CallQuality(@Nullable VoiceQuality quality, List<LegQuality> legs) {
        public CallQuality {
            legs = List.copyOf(legs);
        }

        static CallQuality of(CallView call) {
            return new CallQuality(
                    call.quality(),
                    call.legs().stream()
                            .<LegQuality>mapMulti((leg, sink) -> {
                                var quality = leg.quality();
                                if (quality != null) {
                                    sink.accept(new LegQuality(leg.leg(), leg.channelId(), quality));
                                }
                            })
                            .toList());
        }
    }

    @GET
    @Operation(
            description = "As it was measured last: while somebody watches, every 10 s, else at the end of the call.")
    public Uni<CallQuality> last(@PathParam("id") String id) {
        return own.find(id).map(CallQuality::of);
    }

    @POST
    @Path("watch")
    @ResponseStatus(202)
    @Operation(
            description =
                    "Measures each leg now and every 10 s for so many seconds, 60 where nothing is said; told as"
                            + " call.quality each time. Again prolongs it. 409 where the call does not talk, or AMI alone carries it.")
    public Uni<CallView> watch(
            @PathParam("id") String id,
            @Nullable @Valid Watching watching,
            @HeaderParam("Idempotency-Key") @Nullable String key) {
        var seconds = watching == null || watching.seconds() == null ? USUAL_SECONDS : watching.seconds();
        var tenant = caller.tenant();
        return own.find(id)
                .chain(call -> control.ask(call, new Ask.WatchQuality(Duration.ofSeconds(seconds)), key))
                .chain(() -> calls.find(tenant, id));
    }
}
