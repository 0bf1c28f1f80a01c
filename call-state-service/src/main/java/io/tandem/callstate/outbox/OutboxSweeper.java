package io.tandem.callstate.outbox;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** At the start and every second: what a crash left unpublished for more than a second. */
@ApplicationScoped
class OutboxSweeper {

    private static final Logger LOG = Logger.getLogger(OutboxSweeper.class);
    private static final long LEFT_BEHIND_MILLIS = 1_000;

    private final Outbox outbox;
    private final InstantSource clock;

    OutboxSweeper(Outbox outbox, InstantSource clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return outbox.flushOlderThan(clock.millis() - LEFT_BEHIND_MILLIS)
                .invoke(n -> {
                    if (n > 0) {
                        LOG.infof("published what was left behind: outboxes=%d", n);
                    }
                })
                .replaceWithVoid();
    }
}
