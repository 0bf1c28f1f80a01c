package io.tandem.notifier.event.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.tandem.notifier.NotifierConfig;
import io.tandem.notifier.event.Follower;
import io.tandem.notifier.event.LoggedEvent;
import io.tandem.notifier.event.NewEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The one writer of the event log. At most one insert is under way; what arrives meanwhile goes into the next, so that nothing waits
 * for a batch to fill. Hence sequence numbers are committed in order, and followers hear of an event only when every lower number
 * is already visible: a replay up to a number that was told has no hole.
 *
 * <p>That holds for ONE replica. A second one would tell its own clients only of the partitions that it reads, and could commit a
 * lower number after a higher one was told elsewhere: run one replica, replaced by {@code Recreate}.
 *
 * <p>Any thread may call it; its state is guarded by itself; followers are called on the database client's event loop, one batch
 * after the other.
 */
@ApplicationScoped
public class EventLog {

    private record Pending(NewEvent event, UniEmitter<? super Void> stored) {}

    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LAST_RETRY = Duration.ofSeconds(5);

    private final EventTable table;
    private final List<Follower> followers;
    private final NotifierConfig.Events config;
    private final MeterRegistry metrics;
    private final ArrayDeque<Pending> queue = new ArrayDeque<>();
    private final List<UniEmitter<? super Void>> waitingForRoom = new ArrayList<>();
    private boolean isWriting;
    private volatile long head;

    EventLog(EventTable table, @All List<Follower> followers, NotifierConfig config, MeterRegistry metrics) {
        this.table = table;
        this.followers = List.copyOf(followers);
        this.config = config.events();
        this.metrics = metrics;
    }

    /** Before Kafka is read: the connectors start at the default priority or later. */
    void start(@Observes @Priority(1) StartupEvent event) {
        head = table.head().await().atMost(Duration.ofSeconds(30));
        followers.forEach(follower -> follower.startsAfter(head));
        Log.infof("event log starts after sequence %d", (Object) head);
    }

    /** Completes when the event is stored, or was stored before; fails only if the database will never take it. */
    public Uni<Void> append(NewEvent event) {
        return Uni.createFrom().emitter(stored -> {
            synchronized (this) {
                queue.add(new Pending(event, stored));
            }
            writeNext();
        });
    }

    /** Completes when there is room for more. */
    public synchronized Uni<Void> room() {
        if (queue.size() < config.backlog()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom().emitter(emitter -> {
            synchronized (this) {
                waitingForRoom.add(emitter);
            }
            wakeIfRoom();
        });
    }

    private void writeNext() {
        var batch = new ArrayList<Pending>();
        synchronized (this) {
            if (isWriting || queue.isEmpty()) {
                return;
            }
            isWriting = true;
            while (!queue.isEmpty() && batch.size() < config.batch()) {
                batch.add(queue.poll());
            }
        }
        wakeIfRoom();
        write(batch).subscribe().with(_ -> wrote(), failure -> {
            Log.error("the event log's writer has a bug", failure);
            wrote();
        });
    }

    private void wrote() {
        synchronized (this) {
            isWriting = false;
        }
        writeNext();
    }

    private Uni<Void> write(List<Pending> batch) {
        return insert(batch.stream().map(Pending::event).toList())
                .invoke(events -> tell(events, batch))
                .replaceWithVoid()
                .onFailure(EventTable::isUnacceptable)
                .recoverWithUni(failure -> apart(batch, failure));
    }

    /** A value that PostgreSQL refuses spoils the whole statement: each event alone finds the one that has it. */
    private Uni<Void> apart(List<Pending> batch, Throwable failure) {
        if (batch.size() == 1) {
            batch.getFirst().stored().fail(failure);
            return Uni.createFrom().voidItem();
        }
        return io.smallrye.mutiny.Multi.createFrom()
                .iterable(batch)
                .onItem()
                .transformToUniAndConcatenate(one -> write(List.of(one)))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /**
     * An insert whose answer was lost may have been stored: the next attempt then finds nothing new. So after a failure everything
     * above {@link #head} is read back. The repeated insert waits for the lost one's keys, so by then its fate is settled.
     */
    private Uni<List<LoggedEvent>> insert(List<NewEvent> batch) {
        return table.insert(batch).onFailure(f -> !EventTable.isUnacceptable(f)).recoverWithUni(first -> {
            Log.warnf("cannot store events, trying again: %s", first.getMessage());
            return table.insert(batch)
                    .chain(_ -> table.above(head))
                    .onFailure(f -> !EventTable.isUnacceptable(f))
                    .retry()
                    .withBackOff(FIRST_RETRY, LAST_RETRY)
                    .indefinitely()
                    .invoke(() -> Log.info("events are stored again"));
        });
    }

    private void tell(List<LoggedEvent> events, List<Pending> batch) {
        metrics.counter("tandem.events.repeated").increment(Math.max(0, batch.size() - events.size()));
        if (!events.isEmpty()) {
            head = events.getLast().sequence();
            events.forEach(e ->
                    metrics.counter("tandem.events", "type", e.event().type()).increment());
            for (var follower : followers) {
                try {
                    follower.on(events);
                } catch (RuntimeException e) {
                    Log.error("a follower of the event log failed", e);
                }
            }
        }
        batch.forEach(pending -> pending.stored().complete(null));
    }

    private void wakeIfRoom() {
        List<UniEmitter<? super Void>> woken;
        synchronized (this) {
            if (queue.size() >= config.backlog()) {
                return;
            }
            woken = List.copyOf(waitingForRoom);
            waitingForRoom.clear();
        }
        woken.forEach(emitter -> emitter.complete(null));
    }
}
