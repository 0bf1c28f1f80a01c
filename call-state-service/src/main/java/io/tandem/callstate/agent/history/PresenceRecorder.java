package io.tandem.callstate.agent.history;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tandem.callstate.CallStateConfig;
import io.tandem.contracts.AgentEvent;
import io.tandem.edge.kafka.PoisonRecordException;
import io.tandem.edge.kafka.Wire;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Keeps what the agents' topic tells, which is told until Kafka has it (the outbox) and read until PostgreSQL has it (the offset): so
 * no crash loses a change, and its version keeps it from being there twice. A database that is away is waited for.
 */
@ApplicationScoped
class PresenceRecorder {

    private static final Logger LOG = Logger.getLogger(PresenceRecorder.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Wire wire;
    private final PresenceHistory history;
    private final CallStateConfig config;
    private final InstantSource clock;

    PresenceRecorder(Wire wire, PresenceHistory history, CallStateConfig config, InstantSource clock) {
        this.wire = wire;
        this.history = history;
        this.config = config;
        this.clock = clock;
    }

    @Incoming("agent-history")
    Uni<Void> on(String record) {
        return switch (wire.read(record, AgentEvent.class)) {
            case AgentEvent.PresenceChanged change -> patiently(change);
            case AgentEvent.Unrecognised _ -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> patiently(AgentEvent.PresenceChanged change) {
        return Uni.createFrom()
                .deferred(() -> history.keep(change))
                .onFailure(PresenceRecorder::mayPass)
                .invoke(e -> LOG.warnf("presence is kept later: agent=%s error=%s", change.agentId(), e.getMessage()))
                .onFailure(PresenceRecorder::mayPass)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }

    private static boolean mayPass(Throwable failure) {
        return !(failure instanceof PoisonRecordException);
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> prune() {
        return history.prune(clock.instant().minus(config.agents().retention()))
                .invoke(n -> LOG.debugf("presences pruned: rows=%d", n))
                .replaceWithVoid();
    }
}
