package io.tandem.callstate.call.queue;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.call.Call;
import io.tandem.callstate.call.Input;
import io.tandem.callstate.call.Target;
import io.tandem.callstate.call.store.LapsedReservationException;
import io.tandem.callstate.call.store.Origin;
import io.tandem.callstate.call.store.Place;
import io.tandem.callstate.call.store.QueueKey;
import io.tandem.callstate.call.store.RedisCalls;
import io.tandem.callstate.call.store.RedisLinks;
import io.tandem.callstate.call.store.RedisQueues;
import io.tandem.callstate.call.stream.CallFlow;
import io.tandem.callstate.call.stream.Waits;
import io.tandem.callstate.directory.Directory;
import io.tandem.callstate.routing.Decision;
import io.tandem.callstate.routing.Routing;
import io.tandem.callstate.routing.Wish;
import io.tandem.contracts.DirectoryEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;

/** Offers one call that waits to the agent who is best for it: chosen, reserved, and only then written into the call. */
@ApplicationScoped
class OfferDesk {

    private final RedisCalls calls;
    private final RedisQueues queues;
    private final RedisLinks links;
    private final Waits waits;
    private final CallFlow flow;
    private final Reservations reservations;
    private final Directory directory;
    private final InstantSource clock;

    OfferDesk(
            RedisCalls calls,
            RedisQueues queues,
            RedisLinks links,
            Waits waits,
            CallFlow flow,
            Reservations reservations,
            Directory directory,
            InstantSource clock) {
        this.calls = calls;
        this.queues = queues;
        this.links = links;
        this.waits = waits;
        this.flow = flow;
        this.reservations = reservations;
        this.directory = directory;
        this.clock = clock;
    }

    Uni<Void> offer(QueueKey key, DirectoryEntry.Queue queue, Place.OfCall place, Floor floor) {
        return calls.find(place.callId()).chain(call -> {
            if (call == null || call.ended()) {
                return queues.drop(key, place); // Redis lost the call, or came back with older data
            }
            return QueueKey.of(call).filter(key::equals).isEmpty()
                    ? Uni.createFrom().voidItem()
                    : waits.notice(key, call.callId()).chain(() -> whereAriLives(call, queue, floor));
        });
    }

    /** Nobody is reserved for what cannot be offered: giving them back would be taken for an agent who is free. */
    private Uni<Void> whereAriLives(Call call, DirectoryEntry.Queue queue, Floor floor) {
        return links.of(call.callId(), call.pbxId())
                .chain(now ->
                        now.ari() ? offer(call, queue, floor) : Uni.createFrom().voidItem());
    }

    /** Again with the next agent, where another replica has this one by now. */
    private Uni<Void> offer(Call call, DirectoryEntry.Queue queue, Floor floor) {
        var decision = Routing.decide(wish(call, queue, clock.instant()), floor.candidates(call.callId()));
        var agentId = decision.agentId();
        if (agentId == null) {
            return Uni.createFrom().voidItem();
        }
        floor.take(agentId);
        return reservations
                .reserve(call.tenant(), agentId, call.callId(), queue.wrapUp())
                .chain(held -> held.isEmpty() ? offer(call, queue, floor) : write(call, queue, decision, held.get()));
    }

    private Uni<Void> write(Call call, DirectoryEntry.Queue queue, Decision decision, Reservations.Held held) {
        return directory
                .agent(call.tenant(), held.agentId())
                .map(agent -> flow.apply(
                        call.callId(),
                        call.pbxId(),
                        null,
                        links -> new Input.Offer(
                                queue.id(),
                                target(call, endpoint(call, held, agent), held.agentId(), queue.offerFor()),
                                held.fence(),
                                decision.reason(),
                                clock.instant(),
                                links),
                        Origin.NONE,
                        null))
                .orElseGet(() -> Uni.createFrom().item(CallFlow.Result.IGNORED))
                .onFailure(LapsedReservationException.class)
                .recoverWithItem(CallFlow.Result.IGNORED)
                .chain(result ->
                        result == CallFlow.Result.MOVED ? Uni.createFrom().voidItem() : reservations.giveBack(held));
    }

    private static String endpoint(Call call, Reservations.Held held, DirectoryEntry.Agent agent) {
        return held.desk().flatMap(desk -> desk.endpointOn(call.pbxId())).orElse(agent.endpoint());
    }

    /** The agent sees the caller's number. */
    private static Target target(Call call, String endpoint, String agentId, Duration ring) {
        return new Target(agentId, null, endpoint, call.plan().customerNumber(), ring);
    }

    private static Wish wish(Call call, DirectoryEntry.Queue queue, Instant now) {
        var since = call.queuedSince().orElse(now);
        return new Wish(
                queue.id().startsWith("@") ? queue.id().substring(1) : null,
                queue.needs(),
                queue.teams(),
                queue.strategy(),
                Duration.between(since, now),
                ago(call.missed(), now));
    }

    private static Map<String, Duration> ago(Map<String, Instant> times, Instant now) {
        return times.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> Duration.between(e.getValue(), now)));
    }
}
