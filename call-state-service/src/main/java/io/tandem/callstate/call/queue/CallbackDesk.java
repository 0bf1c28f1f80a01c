package io.tandem.callstate.call.queue;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.CallStateConfig;
import io.tandem.callstate.call.Callback;
import io.tandem.callstate.call.history.History;
import io.tandem.callstate.call.store.LapsedReservationException;
import io.tandem.callstate.call.store.Origin;
import io.tandem.callstate.call.store.Place;
import io.tandem.callstate.call.store.QueueKey;
import io.tandem.callstate.call.store.RedisCalls;
import io.tandem.callstate.call.store.RedisQueues;
import io.tandem.callstate.call.stream.Asked;
import io.tandem.callstate.call.stream.CallFlow;
import io.tandem.callstate.call.stream.CallStarter;
import io.tandem.callstate.routing.Routing;
import io.tandem.callstate.routing.Wish;
import io.tandem.contracts.DirectoryEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Calls back whoever asked for it, when it is their turn: the agent first, as any call that is asked for. Its id was fixed when the
 * caller asked, so that however often this is tried it is one call; the place is given up once that call exists.
 */
@ApplicationScoped
class CallbackDesk {

    private static final Logger LOG = Logger.getLogger(CallbackDesk.class);

    private final RedisCalls calls;
    private final RedisQueues queues;
    private final History history;
    private final CallStarter starter;
    private final Reservations reservations;
    private final CallStateConfig.Inbound config;
    private final InstantSource clock;

    CallbackDesk(
            RedisCalls calls,
            RedisQueues queues,
            History history,
            CallStarter starter,
            Reservations reservations,
            CallStateConfig config,
            InstantSource clock) {
        this.calls = calls;
        this.queues = queues;
        this.history = history;
        this.starter = starter;
        this.reservations = reservations;
        this.config = config.inbound();
        this.clock = clock;
    }

    Uni<Void> make(QueueKey key, DirectoryEntry.Queue queue, Place.OfCallback place, Floor floor) {
        var callback = place.callback();
        if (callback.since().plus(config.callbackPatience()).isBefore(clock.instant())) {
            LOG.warnf("callback given up, nobody was free in time: callId=%s", callback.callbackOf());
            return queues.drop(key, place);
        }
        return isMade(callback.callId())
                .chain(made -> made ? queues.drop(key, place) : first(key, queue, place, floor));
    }

    private Uni<Boolean> isMade(String callId) {
        return calls.find(callId)
                .chain(call ->
                        call == null ? history.knows(callId) : Uni.createFrom().item(true));
    }

    private Uni<Void> first(QueueKey key, DirectoryEntry.Queue queue, Place.OfCallback place, Floor floor) {
        var callback = place.callback();
        var waited = Duration.between(callback.since(), clock.instant());
        var wish = new Wish(null, queue.needs(), queue.teams(), queue.strategy(), waited, Map.of());
        var agentId = Routing.decide(wish, floor.candidates(callback.callId())).agentId();
        if (agentId == null) {
            return Uni.createFrom().voidItem();
        }
        floor.take(agentId);
        return reservations
                .reserve(key.tenant(), agentId, callback.callId(), queue.wrapUp())
                .chain(held -> held.isEmpty() ? first(key, queue, place, floor) : begin(key, place, held.get()));
    }

    private Uni<Void> begin(QueueKey key, Place.OfCallback place, Reservations.Held held) {
        return switch (starter.check(asked(key, place.callback(), held.agentId()))) {
            case CallStarter.Check.Unsound unsound -> {
                LOG.warnf(
                        "callback cannot be made: callId=%s %s %s",
                        place.callback().callbackOf(), unsound.field(), unsound.why());
                yield reservations.giveBack(held).chain(() -> queues.drop(key, place));
            }
            case CallStarter.Check.Sound sound ->
                starter.begin(
                                asked(key, place.callback(), held.agentId()),
                                sound.plan(),
                                new CallStarter.Reservation.Held(held.fence(), held.desk()),
                                Origin.NONE)
                        .onFailure(LapsedReservationException.class)
                        .recoverWithItem(CallFlow.Result.IGNORED)
                        .chain(result -> result == CallFlow.Result.MOVED
                                ? queues.drop(key, place)
                                : reservations.giveBack(held));
        };
    }

    private static Asked asked(QueueKey key, Callback callback, String agentId) {
        return new Asked(
                callback.callId(),
                key.tenant(),
                agentId,
                callback.number(),
                callback.did().isEmpty() ? null : callback.did(),
                null,
                null,
                null,
                null,
                Map.of("callbackOf", callback.callbackOf(), "queueId", callback.queueId()));
    }
}
