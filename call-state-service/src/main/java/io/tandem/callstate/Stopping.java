package io.tandem.callstate;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduler;
import io.smallrye.mutiny.Multi;
import io.smallrye.reactive.messaging.PublisherDecorator;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * An orderly stop: first no sweep begins any more and no record is taken, then what is under way is finished; the clients of Redis,
 * PostgreSQL and Kafka are closed by Quarkus after that. What is left is taken by whoever reads the partition next.
 */
@ApplicationScoped
class Stopping implements PublisherDecorator {

    private static final Logger LOG = Logger.getLogger(Stopping.class);
    private static final int BEFORE_ALL_OTHERS = 1;
    private static final Set<String> WRITING = Set.of("facts", "requests", "agent-history");
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LOOKED_EVERY = Duration.ofMillis(10);

    private final Scheduler scheduler;
    private final Set<Message<?>> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean stopping = new AtomicBoolean();

    Stopping(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public Multi<? extends Message<?>> decorate(
            Multi<? extends Message<?>> publisher, List<String> channels, boolean isConnector) {
        return isConnector && channels.stream().anyMatch(WRITING::contains)
                ? publisher.select().where(_ -> !stopping.get()).map(this::watched)
                : publisher;
    }

    private Message<?> watched(Message<?> message) {
        underWay.add(message);
        return message.withAckWithMetadata(metadata -> over(message, message.ack(metadata)))
                .withNackWithMetadata((why, metadata) -> over(message, message.nack(why, metadata)));
    }

    private CompletionStage<Void> over(Message<?> message, CompletionStage<Void> answered) {
        return answered.whenComplete((_, _) -> underWay.remove(message));
    }

    void stop(@Observes @Priority(BEFORE_ALL_OTHERS) ShutdownEvent event) {
        scheduler.pause();
        stopping.set(true);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!underWay.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOKED_EVERY.toNanos());
        }
        LOG.infof("stopping: records that are left to whoever reads them next=%d", underWay.size());
    }
}
