package io.tandem.callstate.call.queue;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tandem.callstate.agent.Agents;
import io.tandem.callstate.agent.Freed;
import io.tandem.callstate.call.Directions;
import io.tandem.callstate.call.store.Place;
import io.tandem.callstate.call.store.QueueKey;
import io.tandem.callstate.call.store.RedisQueues;
import io.tandem.callstate.call.store.RedisQueues.Waiting;
import io.tandem.callstate.call.stream.Queued;
import io.tandem.callstate.call.stream.Waits;
import io.tandem.callstate.directory.Directory;
import io.tandem.contracts.DirectoryEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Brings those who wait and those who are free together: when a call is queued, when an agent is free, and every second for whatever a
 * replica that died has left. Any number of replicas may do so at once: an agent's reservation is one replica's, a call's offer is
 * written on the version that was read, and whoever comes second gives the agent back.
 */
@ApplicationScoped
class Dispatcher {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class);

    /** Looked at from the front; whoever stands further behind is not offered before somebody in front is gone. */
    private static final int LOOKED_AT = 50;

    private final RedisQueues queues;
    private final Waits waits;
    private final Agents agents;
    private final Directory directory;
    private final Directions directions;
    private final OfferDesk offers;
    private final CallbackDesk callbacks;
    private final InstantSource clock;
    private final Set<QueueKey> running = ConcurrentHashMap.newKeySet();
    private final Set<QueueKey> again = ConcurrentHashMap.newKeySet();

    Dispatcher(
            RedisQueues queues,
            Waits waits,
            Agents agents,
            Directory directory,
            Directions directions,
            OfferDesk offers,
            CallbackDesk callbacks,
            InstantSource clock) {
        this.queues = queues;
        this.waits = waits;
        this.agents = agents;
        this.directory = directory;
        this.directions = directions;
        this.offers = offers;
        this.callbacks = callbacks;
        this.clock = clock;
    }

    void queued(@Observes Queued queued) {
        go(waits.notice(queued.queue(), queued.callId()).chain(() -> dispatch(queued.queue())));
    }

    void freed(@Observes Freed freed) {
        go(queues.all()
                .chain(all -> each(all.stream()
                        .filter(queue -> queue.tenant().equals(freed.tenant()))
                        .toList())));
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return queues.all().chain(this::each);
    }

    private Uni<Void> each(List<QueueKey> all) {
        return all.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join()
                        .all(all.stream().map(this::dispatch).toList())
                        .andCollectFailures()
                        .replaceWithVoid();
    }

    /** What fails here is done by the next sweep. */
    private static void go(Uni<Void> work) {
        work.subscribe().with(_ -> {}, e -> LOG.warnf("a queue is served later: error=%s", e.getMessage()));
    }

    /** One at a time in this process, and once more if it was asked for meanwhile. */
    private Uni<Void> dispatch(QueueKey queue) {
        if (!running.add(queue)) {
            again.add(queue);
            return Uni.createFrom().voidItem();
        }
        return serve(queue)
                .onTermination()
                .invoke(() -> running.remove(queue))
                .chain(() ->
                        again.remove(queue) ? dispatch(queue) : Uni.createFrom().voidItem());
    }

    private Uni<Void> serve(QueueKey key) {
        return queues.head(key, LOOKED_AT).chain(waiting -> {
            var queue = directions.queue(key.tenant(), key.queueId());
            if (waiting.isEmpty() || queue.isEmpty()) {
                return waiting.isEmpty()
                        ? queues.forgetIfEmpty(key)
                        : Uni.createFrom().voidItem();
            }
            return floor(key.tenant()).chain(floor -> serve(key, queue.get(), waiting, 0, floor));
        });
    }

    private Uni<Void> serve(QueueKey key, DirectoryEntry.Queue queue, List<Waiting> waiting, int next, Floor floor) {
        if (next >= waiting.size() || !floor.hasSomebody()) {
            return Uni.createFrom().voidItem();
        }
        var work =
                switch (waiting.get(next).place()) {
                    case Place.OfCall call -> offers.offer(key, queue, call, floor);
                    case Place.OfCallback back -> callbacks.make(key, queue, back, floor);
                };
        return work.chain(() -> serve(key, queue, waiting, next + 1, floor));
    }

    private Uni<Floor> floor(String tenant) {
        var now = clock.instant();
        return Uni.combine()
                .all()
                .unis(
                        Uni.createFrom().completionStage(() -> agents.ofTenant(tenant)),
                        queues.offers(tenant),
                        queues.answers(tenant, now))
                .with((presences, offered, answered) ->
                        new Floor(directory.agents(tenant), presences, offered, answered, now));
    }
}
