package io.tandem.amigateway.action.stream;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.tandem.amigateway.ownership.Owner;
import io.tandem.amigateway.ownership.Partitions;
import io.tandem.amigateway.ownership.StandStill;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * A process that stood still for longer than a session lasts closes its links before it is told that they are another's: Kafka's client
 * learns that with an answer of the coordinator, and has been seen to take more than 5 s for it. Then it joins the group anew, which
 * says whose they are.
 */
@ApplicationScoped
class SelfFence {

    private static final Logger LOG = Logger.getLogger(SelfFence.class);
    private static final String CHANNEL = "ami-commands";

    private final Owner owner;
    private final KafkaClientService kafka;
    private final StandStill standStill;

    SelfFence(
            Owner owner,
            KafkaClientService kafka,
            @ConfigProperty(name = "mp.messaging.incoming." + CHANNEL + ".session.timeout.ms") long sessionMillis) {
        this.owner = owner;
        this.kafka = kafka;
        this.standStill = new StandStill(Duration.ofMillis(sessionMillis), System.nanoTime());
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        if (standStill.isNoticed(System.nanoTime())) {
            LOG.warn(
                    "stood still for longer than a session lasts: links are closed until the group says whose they are");
            owner.lost(Partitions.NONE);
            kafka.getConsumer(CHANNEL)
                    .runOnPollingThread((Consumer<Object, Object> consumer) -> consumer.enforceRebalance("stood still"))
                    .subscribe()
                    .with(_ -> {}, e -> LOG.error("the group was not joined anew", e));
        }
    }
}
