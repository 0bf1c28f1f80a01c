package io.tandem.callstate.call.callback;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tandem.callstate.CallStateConfig;
import io.tandem.callstate.call.CallView;
import io.tandem.callstate.call.Callback;
import io.tandem.callstate.call.history.History;
import io.tandem.callstate.call.store.Place;
import io.tandem.callstate.call.store.QueueKey;
import io.tandem.callstate.call.store.RedisCalls;
import io.tandem.callstate.call.store.RedisQueues;
import io.tandem.contracts.CallOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Holds the queues' places and the table together, once a second: a place of a caller who asked for it is written down, one that is due
 * and has no place gets one, one that is over loses it, and an attempt whose call has ended is settled. Each step may be repeated, by
 * any number of replicas.
 */
@ApplicationScoped
class CallbackKeeper {

    private static final Logger LOG = Logger.getLogger(CallbackKeeper.class);

    /** So long after it was written down an attempt must have begun: whoever was about to begin it is gone. */
    private static final Duration BEGUN = Duration.ofMinutes(1);

    private final CallbackTable table;
    private final RedisQueues queues;
    private final RedisCalls calls;
    private final History history;
    private final MeterRegistry metrics;
    private final CallStateConfig config;
    private final InstantSource clock;

    CallbackKeeper(
            CallbackTable table,
            RedisQueues queues,
            RedisCalls calls,
            History history,
            MeterRegistry metrics,
            CallStateConfig config,
            InstantSource clock) {
        this.table = table;
        this.queues = queues;
        this.calls = calls;
        this.history = history;
        this.metrics = metrics;
        this.config = config;
        this.clock = clock;
    }

    /** A callback's place as it was found. */
    private record Found(QueueKey queue, Place.OfCallback place) {}

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return table.open(clock.instant()).chain(open -> places().chain(places -> {
            var byCall = open.stream().collect(Collectors.toMap(CallbackEntry::callId, e -> e));
            var odd = places.stream()
                    .filter(found -> !stands(
                            found,
                            Optional.ofNullable(
                                    byCall.get(found.place().callback().callId()))))
                    .toList();
            var there = places.stream().map(found -> found.place().callback()).collect(Collectors.toSet());
            return inTurn(odd, this::place).chain(() -> inTurn(open, entry -> open(entry, there)));
        }));
    }

    private Uni<List<Found>> places() {
        return queues.all().chain(all -> {
            Uni<Stream<Found>> found = Uni.createFrom().item(Stream.of());
            for (var queue : all) {
                found = found.chain(so -> queues.head(queue, Integer.MAX_VALUE)
                        .map(waiting -> Stream.concat(so, waiting.stream().flatMap(w -> callback(queue, w.place())))));
            }
            return found.map(Stream::toList);
        });
    }

    private static Stream<Found> callback(QueueKey queue, Place place) {
        return place instanceof Place.OfCallback back ? Stream.of(new Found(queue, back)) : Stream.of();
    }

    /** One under way keeps its place until it is settled: by that it is known whether it began. */
    private boolean stands(Found found, Optional<CallbackEntry> entry) {
        return entry.filter(e -> e.tenant().equals(found.queue().tenant()))
                .filter(e -> e.state() == CallbackState.CALLING
                        || e.isDue(clock.instant())
                                && e.place().equals(found.place().callback()))
                .isPresent();
    }

    /** Of a caller who asked for it just now; else of one that was changed, or is over. */
    private Uni<Void> place(Found found) {
        var tenant = found.queue().tenant();
        var callback = found.place().callback();
        return table.keep(tenant, callback, config.inbound().callbackPatience(), clock.instant())
                .chain(() -> table.ofCall(tenant, callback.callId()))
                .chain(entry ->
                        stands(found, entry) ? Uni.createFrom().voidItem() : queues.drop(found.queue(), found.place()));
    }

    private Uni<Void> open(CallbackEntry entry, Set<Callback> there) {
        return switch (entry.state()) {
            case CALLING -> underWay(entry);
            case WAITING -> waiting(entry, there);
            case DONE, GIVEN_UP, CANCELLED -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> waiting(CallbackEntry entry, Set<Callback> there) {
        var now = clock.instant();
        if (entry.terms().notAfter().isBefore(now)) {
            return table.giveUp(entry, "nobody was free in time", now)
                    .invoke(changed -> tell(changed, entry, CallbackState.GIVEN_UP))
                    .replaceWithVoid();
        }
        return there.contains(entry.place()) ? Uni.createFrom().voidItem() : queues.keep(key(entry), entry.place());
    }

    private Uni<Void> underWay(CallbackEntry entry) {
        return calls.find(entry.callId())
                .chain(live -> live != null
                        ? Uni.createFrom().item(Optional.of(CallView.of(live)))
                        : history.find(entry.tenant(), entry.callId()))
                .chain(call -> call.isEmpty() ? neverSeen(entry) : seen(entry, call.get()));
    }

    private Uni<Void> seen(CallbackEntry entry, CallView call) {
        return call.outcome() == null
                ? Uni.createFrom().voidItem()
                : settle(
                        entry,
                        CallOutcome.valueOf(call.outcome()),
                        Objects.requireNonNullElseGet(call.endedAt(), clock::instant));
    }

    /**
     * Whoever begins it takes its place away after that: while the place stands, nothing began. Without it Redis may have lost the
     * call, and nobody dials a person again whom they may be talking with.
     */
    private Uni<Void> neverSeen(CallbackEntry entry) {
        var now = clock.instant();
        if (entry.attempts().getLast().at().plus(BEGUN).isAfter(now)) {
            return Uni.createFrom().voidItem();
        }
        return queues.holds(key(entry), entry.place())
                .chain(holds ->
                        holds ? table.takeBack(entry).replaceWithVoid() : settle(entry, CallOutcome.UNKNOWN, now));
    }

    private Uni<Void> settle(CallbackEntry entry, CallOutcome outcome, Instant endedAt) {
        var policy = new Aftermath.Policy(
                config.callbacks().attempts(), config.callbacks().between());
        var then = Aftermath.of(outcome, entry.tries(), endedAt, entry.terms().notAfter(), policy);
        return table.settle(entry, outcome, endedAt, then)
                .invoke(changed -> tell(changed, entry, CallbackTable.state(then)))
                .replaceWithVoid();
    }

    private void tell(boolean changed, CallbackEntry entry, CallbackState state) {
        if (changed && state != CallbackState.WAITING) {
            metrics.counter("tandem_callbacks_ended", "tenant", entry.tenant(), "state", state.name())
                    .increment();
            LOG.infof("callback %s: callId=%s", state, entry.callId());
        }
    }

    private static QueueKey key(CallbackEntry entry) {
        return new QueueKey(entry.tenant(), entry.terms().queueId());
    }

    private static <T> Uni<Void> inTurn(List<T> all, Function<T, Uni<Void>> each) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (var one : all) {
            done = done.chain(() -> each.apply(one));
        }
        return done;
    }
}
