package io.tandem.callstate.call.stream;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.CallStateConfig;
import io.tandem.callstate.agent.Agents;
import io.tandem.callstate.agent.Desk;
import io.tandem.callstate.agent.Presence;
import io.tandem.callstate.agent.PresenceMachine;
import io.tandem.callstate.call.Call;
import io.tandem.callstate.call.Input;
import io.tandem.callstate.call.Plan;
import io.tandem.callstate.call.store.LapsedReservationException;
import io.tandem.callstate.call.store.Origin;
import io.tandem.callstate.directory.Directory;
import io.tandem.callstate.directory.TrunkChoice;
import io.tandem.contracts.DirectoryEntry;
import io.tandem.edge.phone.PhoneNumber;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks what is asked for, reserves the agent, and begins the call. Beginning one twice is beginning it once. */
@ApplicationScoped
public class CallStarter {

    /** The number and where it goes, or the field that is wrong and why. */
    public sealed interface Check {
        record Sound(Plan plan) implements Check {}

        record Unsound(String field, String why) implements Check {}
    }

    private final CallFlow flow;
    private final Agents agents;
    private final Directory directory;
    private final CallStateConfig config;
    private final InstantSource clock;
    private final PbxRouter router;

    CallStarter(
            CallFlow flow,
            Agents agents,
            Directory directory,
            CallStateConfig config,
            InstantSource clock,
            PbxRouter router) {
        this.flow = flow;
        this.agents = agents;
        this.directory = directory;
        this.config = config;
        this.clock = clock;
        this.router = router;
    }

    public Check check(Asked asked) {
        var agent = directory.agent(asked.tenant(), asked.agentId());
        if (agent.isEmpty()) {
            return new Check.Unsound("agentId", "no such agent");
        }
        var number = PhoneNumber.parse(asked.to());
        if (number.isEmpty()) {
            return new Check.Unsound("to", "is not an international telephone number");
        }
        var callerId = asked.callerId() == null
                ? null
                : PhoneNumber.parse(asked.callerId()).orElse(null);
        if (asked.callerId() != null && callerId == null) {
            return new Check.Unsound("callerId", "is not an international telephone number");
        }
        var to = number.get();
        return switch (TrunkChoice.of(directory.trunks(asked.tenant()), to.e164(), to.premium(), asked.trunkId())) {
            case TrunkChoice.Refused r -> new Check.Unsound(r.field(), r.why());
            case TrunkChoice.Chosen c ->
                new Check.Sound(
                        plan(asked, agent.get(), c.trunk(), to.e164(), callerId == null ? null : callerId.e164()));
        };
    }

    /** What became of the wish to reserve the agent. */
    public sealed interface Reservation {

        /**
         * @param fence its number, without which nothing can begin on it
         * @param desk where the agent waits
         */
        record Held(long fence, Optional<Desk> desk) implements Reservation {
            static Held of(Presence presence) {
                return new Held(presence.fence(), presence.waitsAt());
            }
        }

        record Refused(String why) implements Reservation {}
    }

    public Uni<Reservation> reserve(Asked asked) {
        var input = new PresenceMachine.Input.Reserve(asked.callId(), asked.campaignId() != null, asked.wrapUp());
        return Uni.createFrom()
                .completionStage(() -> agents.apply(asked.tenant(), asked.agentId(), input))
                .map(result -> switch (result) {
                    case PresenceMachine.Result.Moved m -> Reservation.Held.of(m.presence());
                    case PresenceMachine.Result.Unchanged u -> Reservation.Held.of(u.presence());
                    case PresenceMachine.Result.Refused r -> new Reservation.Refused(r.why());
                });
    }

    /** Fails with {@link LapsedReservationException}, having changed nothing, if the reservation was given up meanwhile. */
    public Uni<CallFlow.Result> begin(Asked asked, Plan plan, Reservation.Held reservation, Origin origin) {
        var place = reservation
                .desk()
                .map(desk -> Uni.createFrom().item(desk.pbxId()))
                .orElseGet(router::choose);
        var reached = reservation.desk().map(desk -> plan.at(desk.endpoint())).orElse(plan);
        return place.chain(pbxId -> {
            var call = Call.requested(asked.callId(), asked.tenant(), pbxId, reached);
            return flow.apply(
                    asked.callId(),
                    pbxId,
                    call,
                    links -> new Input.Begin(clock.instant(), links, reservation.fence()),
                    origin,
                    null);
        });
    }

    /** The call is over before it began; it is told and kept like any other. */
    public Uni<CallFlow.Result> decline(Asked asked, String why, Origin origin) {
        var plan = new Plan(
                asked.agentId(),
                "",
                String.valueOf(asked.to()),
                "",
                asked.callerId(),
                asked.trunkId(),
                asked.campaignId(),
                asked.contactId(),
                config.agentRing(),
                config.customerRing(),
                clock.instant(),
                asked.metadata(),
                false,
                null,
                false);
        var call = Call.requested(asked.callId(), asked.tenant(), config.pbx(), plan);
        return flow.apply(
                asked.callId(),
                config.pbx(),
                call,
                links -> new Input.Decline(why, clock.instant(), links),
                origin,
                null);
    }

    private Plan plan(
            Asked asked, DirectoryEntry.Agent agent, DirectoryEntry.Trunk trunk, String to, @Nullable String callerId) {
        Instant now = clock.instant();
        return new Plan(
                agent.id(),
                agent.endpoint(),
                to,
                "PJSIP/" + to + "@" + trunk.endpoint(),
                callerId == null ? trunk.callerId() : callerId,
                trunk.id(),
                asked.campaignId(),
                asked.contactId(),
                config.agentRing(),
                asked.ringTimeout() == null ? config.customerRing() : asked.ringTimeout(),
                now,
                asked.metadata(),
                asked.record(),
                asked.screening(),
                asked.recordInsideOnly());
    }
}
