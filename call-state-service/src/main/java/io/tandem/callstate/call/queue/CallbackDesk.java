package io.tandem.callstate.call.queue;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.CallStateConfig;
import io.tandem.callstate.call.callback.CallbackEntry;
import io.tandem.callstate.call.callback.CallbackState;
import io.tandem.callstate.call.callback.CallbackTable;
import io.tandem.callstate.call.store.LapsedReservationException;
import io.tandem.callstate.call.store.Origin;
import io.tandem.callstate.call.store.Place;
import io.tandem.callstate.call.store.QueueKey;
import io.tandem.callstate.call.store.RedisLinks;
import io.tandem.callstate.call.store.RedisQueues;
import io.tandem.callstate.call.stream.Asked;
import io.tandem.callstate.call.stream.CallFlow;
import io.tandem.callstate.call.stream.CallStarter;
import io.tandem.callstate.call.stream.PbxRouter;
import io.tandem.callstate.routing.Routing;
import io.tandem.callstate.routing.Wish;
import io.tandem.contracts.CallOutcome;
import io.tandem.contracts.DirectoryEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Calls back whoever is to be, when it is their turn: the agent first, as any call that is asked for. The attempt is written down before
 * its call begins and has its id from the start, so that it is one call whatever dies when; {@code CallbackKeeper} looks after what came
 * of it.
 */
@ApplicationScoped
class CallbackDesk {

    private final CallbackTable table;
    private final RedisQueues queues;
    private final RedisLinks links;
    private final PbxRouter router;
    private final CallStarter starter;
    private final Reservations reservations;
    private final CallStateConfig.Inbound config;
    private final InstantSource clock;

    CallbackDesk(
            CallbackTable table,
            RedisQueues queues,
            RedisLinks links,
            PbxRouter router,
            CallStarter starter,
            Reservations reservations,
            CallStateConfig config,
            InstantSource clock) {
        this.table = table;
        this.queues = queues;
        this.links = links;
        this.router = router;
        this.starter = starter;
        this.reservations = reservations;
        this.config = config.inbound();
        this.clock = clock;
    }

    Uni<Void> make(QueueKey key, DirectoryEntry.Queue queue, Place.OfCallback place, Floor floor) {
        var callback = place.callback();
        return table.keep(key.tenant(), callback, config.callbackPatience(), clock.instant())
                .chain(() -> table.ofCall(key.tenant(), callback.callId()))
                .chain(entry -> entry.filter(
                                e -> e.isDue(clock.instant()) && e.place().equals(callback))
                        .map(due -> whereSomeLinkLives(new Turn(key, queue, place, due), floor))
                        .orElseGet(() -> entry.filter(e -> e.state() == CallbackState.CALLING)
                                        .isPresent()
                                ? Uni.createFrom().voidItem()
                                : queues.drop(key, place)));
    }

    private record Turn(QueueKey key, DirectoryEntry.Queue queue, Place.OfCallback place, CallbackEntry entry) {}

    /** Nobody is reserved for what cannot be made. */
    private Uni<Void> whereSomeLinkLives(Turn turn, Floor floor) {
        return router.choose()
                .chain(pbxId -> links.of(turn.entry().callId(), pbxId))
                .chain(now -> now.none() ? Uni.createFrom().voidItem() : first(turn, floor));
    }

    private Uni<Void> first(Turn turn, Floor floor) {
        var queue = turn.queue();
        var entry = turn.entry();
        var now = clock.instant();
        var waited = Duration.between(entry.since(), now);
        var wish = new Wish(null, queue.needs(), queue.teams(), queue.strategy(), waited, missed(entry, now));
        var agentId = Routing.decide(wish, floor.candidates(entry.callId())).agentId();
        if (agentId == null) {
            return Uni.createFrom().voidItem();
        }
        floor.take(agentId);
        return reservations
                .reserve(entry.tenant(), agentId, entry.callId(), queue.wrapUp())
                .chain(held -> held.isEmpty() ? first(turn, floor) : check(turn, held.get()));
    }

    /** Agents who did not take it at an earlier attempt, and how long ago. */
    private static Map<String, Duration> missed(CallbackEntry entry, Instant now) {
        return entry.attempts().stream()
                .filter(a -> a.outcome() == CallOutcome.AGENT_NO_ANSWER || a.outcome() == CallOutcome.AGENT_HUNG_UP)
                .collect(Collectors.toMap(
                        CallbackEntry.Attempt::agentId, a -> Duration.between(a.at(), now), (_, latest) -> latest));
    }

    private Uni<Void> check(Turn turn, Reservations.Held held) {
        var asked = asked(turn.entry(), held.agentId());
        return switch (starter.check(asked)) {
            case CallStarter.Check.Unsound(var field, var why) ->
                reservations
                        .giveBack(held)
                        .chain(() -> table.giveUp(turn.entry(), field + " " + why, clock.instant()))
                        .chain(() -> queues.drop(turn.key(), turn.place()));
            case CallStarter.Check.Sound sound ->
                table.claim(turn.entry(), held.agentId(), clock.instant())
                        .chain(mine -> mine ? begin(turn, asked, sound, held) : reservations.giveBack(held));
        };
    }

    /** Where it is not known whether it began, it is left under way, with its place: both say so to whoever looks after it. */
    private Uni<Void> begin(Turn turn, Asked asked, CallStarter.Check.Sound sound, Reservations.Held held) {
        return starter.begin(
                        asked, sound.plan(), new CallStarter.Reservation.Held(held.fence(), held.desk()), Origin.NONE)
                .chain(result -> result == CallFlow.Result.MOVED
                        ? queues.drop(turn.key(), turn.place())
                        : reservations.giveBack(held))
                .onFailure(LapsedReservationException.class)
                .recoverWithUni(() -> reservations
                        .giveBack(held)
                        .chain(() -> table.takeBackClaimOn(turn.entry()))
                        .replaceWithVoid());
    }

    private static Asked asked(CallbackEntry entry, String agentId) {
        var metadata = new HashMap<>(entry.terms().metadata());
        metadata.put("callbackId", entry.callbackId());
        metadata.put("queueId", entry.terms().queueId());
        if (entry.asker().callbackOf() != null) {
            metadata.put("callbackOf", entry.asker().callbackOf());
        }
        return new Asked(
                entry.callId(),
                entry.tenant(),
                agentId,
                entry.terms().number(),
                entry.terms().ownNumber(),
                null,
                null,
                null,
                null,
                metadata);
    }
}
