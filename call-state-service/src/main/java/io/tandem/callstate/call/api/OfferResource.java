package io.tandem.callstate.call.api;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.call.CallView;
import io.tandem.callstate.call.Input;
import io.tandem.callstate.call.TimelineEntry;
import io.tandem.callstate.call.stream.CallFlow;
import io.tandem.callstate.viewer.Viewer;
import io.tandem.contracts.FactSource;
import io.tandem.edge.problem.ProblemException;
import io.tandem.edge.tenancy.Caller;
import io.tandem.edge.tenancy.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Calls that wait for an agent: what the agent who is offered one may say, and why it was offered to whom. */
@Path("/api/v1/calls")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.ADMIN, Role.SUPERVISOR, Role.AGENT, Role.INTEGRATION})
public class OfferResource {

    private static final Set<String> OF_ROUTING = Set.of(
            "call.screened",
            "call.menu-ended",
            "call.queued",
            "call.offered",
            "call.offer-ended",
            "call.callback-requested",
            "call.connected");

    private final Caller caller;
    private final Viewer viewer;
    private final CallsDesk calls;
    private final CallFlow flow;
    private final InstantSource clock;

    OfferResource(Caller caller, Viewer viewer, CallsDesk calls, CallFlow flow, InstantSource clock) {
        this.caller = caller;
        this.viewer = viewer;
        this.calls = calls;
        this.flow = flow;
        this.clock = clock;
    }

    @POST
    @Path("{id}/reject")
    @ResponseStatus(202)
    @Operation(
            description = "The agent who is offered the call does not want it: their phone stops ringing, the caller"
                    + " waits on in their place. Told as call.offer-ended. 409 where the call is not offered to them.")
    public Uni<CallView> reject(@PathParam("id") String id) {
        var tenant = caller.tenant();
        var agentId = viewer.onlyAgent();
        return visible(tenant, id)
                .chain(call -> flow.ask(
                        id,
                        String.valueOf(call.pbxId()),
                        links -> new Input.OfferRejected(agentId.orElse(null), clock.instant(), links),
                        asked(agentId)))
                .invoke(whyNot -> whyNot.ifPresent(why -> {
                    throw ProblemException.conflict(why);
                }))
                .chain(() -> calls.find(tenant, id));
    }

    private TimelineEntry asked(Optional<String> agentId) {
        return new TimelineEntry(
                clock.instant(),
                FactSource.TANDEM,
                "tandem.offer-rejected",
                agentId.map(id -> Map.of("agentId", id)).orElse(Map.of()));
    }

    @POST
    @Path("{id}/answer")
    @Operation(description = "409: a call that is offered rings at the agent's phone, and is answered there.")
    public Uni<CallView> answer(@PathParam("id") String id) {
        return visible(caller.tenant(), id).map(call -> {
            throw ProblemException.conflict("call " + id + " is " + call.state()
                    + ": a call that is offered rings at the agent's phone, and is answered there");
        });
    }

    /** {@code at}, and of a decision what was decided and why. */
    public record Routed(java.time.Instant at, String type, Map<String, String> detail) {}

    @GET
    @Path("{id}/routing")
    @Operation(
            description =
                    "How the call came to whoever has it: screening, menus, queues, and each offer with why this agent"
                            + " and not the others. In order; live calls and ended ones.")
    public Uni<List<Routed>> routing(@PathParam("id") String id) {
        var tenant = caller.tenant();
        return visible(tenant, id).chain(call -> calls.timeline(tenant, id)).map(entries -> entries.stream()
                .filter(entry -> OF_ROUTING.contains(entry.type()))
                .map(entry -> new Routed(entry.at(), entry.type(), entry.detail()))
                .toList());
    }

    /** To an agent, a call that never rang for them is as if it were not there. */
    private Uni<CallView> visible(String tenant, String id) {
        var only = viewer.onlyAgent();
        return calls.find(tenant, id).invoke(call -> {
            if (only.isPresent() && !isOf(only.get(), call)) {
                throw ProblemException.notFound("call", id);
            }
        });
    }

    private static boolean isOf(String agentId, CallView call) {
        return agentId.equals(call.agentId())
                || call.legs().stream().map(CallView.LegView::agentId).anyMatch(agentId::equals);
    }
}
