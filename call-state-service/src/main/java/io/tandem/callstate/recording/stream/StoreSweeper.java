package io.tandem.callstate.recording.stream;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tandem.callstate.CallStateConfig;
import io.tandem.callstate.outbox.Outgoing;
import io.tandem.callstate.outbox.Publisher;
import io.tandem.callstate.recording.StoreCommand;
import io.tandem.callstate.recording.store.Erasure;
import io.tandem.callstate.recording.store.RecordingTable;
import io.tandem.contracts.Topics;
import io.tandem.edge.kafka.TypeName;
import io.tandem.edge.kafka.Wire;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Asks for each recording that can be fetched, again and again until it is in the store and off the PBX; so whoever dies on the way, it
 * comes. Once a minute: gives up what the PBX never gave, and erases what is older than it may be.
 */
@ApplicationScoped
class StoreSweeper {

    /** A command that a controller reads later was asked again meanwhile. */
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final RecordingTable table;
    private final Erasure erasure;
    private final Publisher publisher;
    private final Wire wire;
    private final CallStateConfig.Recordings config;
    private final InstantSource clock;

    StoreSweeper(
            RecordingTable table,
            Erasure erasure,
            Publisher publisher,
            Wire wire,
            CallStateConfig config,
            InstantSource clock) {
        this.table = table;
        this.erasure = erasure;
        this.publisher = publisher;
        this.wire = wire;
        this.config = config.recordings();
        this.clock = clock;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> store() {
        var now = clock.instant();
        return table.takeDue(now).chain(due -> due.isEmpty() ? Uni.createFrom().voidItem() : send(due, now));
    }

    private Uni<Void> send(List<StoreCommand> due, Instant now) {
        return publisher.send(due.stream().map(one -> outgoing(one, now)).toList());
    }

    @Scheduled(every = "60s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        var now = clock.instant();
        return table.giveUp(now.minus(config.patience()))
                .chain(() -> table.expire(now.minus(config.retention()), now))
                .chain(erasure::run);
    }

    private Outgoing outgoing(StoreCommand due, Instant now) {
        var command = due.until(now.plus(LIFE));
        return new Outgoing(
                Topics.ARI_COMMANDS,
                command.callId(),
                command.commandId(),
                TypeName.unversioned(command.getClass()),
                now,
                due.tenant(),
                wire.write(command));
    }
}
