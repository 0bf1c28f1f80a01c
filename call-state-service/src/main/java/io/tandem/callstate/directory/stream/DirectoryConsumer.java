package io.tandem.callstate.directory.stream;

import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.tandem.callstate.directory.Directory;
import io.tandem.contracts.DirectoryEntry;
import io.tandem.edge.kafka.PoisonRecordException;
import io.tandem.edge.kafka.Wire;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/** Keeps the directory as the topic has it. Not ready until all that was there at the start has been read. */
@ApplicationScoped
@Readiness
class DirectoryConsumer implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(DirectoryConsumer.class);
    private static final String CHANNEL = "directory";

    private final Directory directory = new Directory();
    private final Wire wire;
    private final KafkaClientService kafka;
    private final Map<TopicPartition, Long> read = new ConcurrentHashMap<>();
    private volatile boolean caughtUp;

    DirectoryConsumer(Wire wire, KafkaClientService kafka) {
        this.wire = wire;
        this.kafka = kafka;
    }

    @Produces
    @Singleton
    Directory directory() {
        return directory;
    }

    @Incoming(CHANNEL)
    CompletionStage<Void> on(Message<String> message) {
        message.getMetadata(IncomingKafkaRecordMetadata.class).ifPresent(m -> {
            keep(String.valueOf(m.getKey()), message.getPayload());
            read.merge(new TopicPartition(m.getTopic(), m.getPartition()), m.getOffset(), Math::max);
        });
        return message.ack();
    }

    private void keep(String key, @org.jspecify.annotations.Nullable String body) {
        if (body == null || body.isEmpty()) {
            directory.remove(key);
            return;
        }
        try {
            switch (wire.read(body, DirectoryEntry.class)) {
                case DirectoryEntry.Agent a -> directory.put(key, a);
                case DirectoryEntry.Trunk t -> directory.put(key, t);
                case DirectoryEntry.Did d -> directory.put(key, d);
                case DirectoryEntry.Queue q -> directory.put(key, q);
                case DirectoryEntry.Menu m -> directory.put(key, m);
                case DirectoryEntry.ScreeningRule r -> directory.put(key, r);
                case DirectoryEntry.Pbx _ -> LOG.tracef("a PBX's address is ami-gateway's business: key=%s", key);
                case DirectoryEntry.PbxDrain _ -> LOG.tracef("draining is told with the link's life: key=%s", key);
                case DirectoryEntry.PbxReload _ -> LOG.tracef("ami-gateway's files are its own business: key=%s", key);
                case DirectoryEntry.Unrecognised _ -> LOG.debugf("directory entry of an unknown type: key=%s", key);
            }
        } catch (PoisonRecordException e) {
            // Reference data is read again at each start: one entry that cannot be read must not stop the others.
            LOG.errorf(e, "directory entry cannot be read: key=%s", key);
        }
    }

    @Override
    public HealthCheckResponse call() {
        if (!caughtUp) {
            caughtUp = hasCaughtUp();
        }
        return HealthCheckResponse.named("directory").status(caughtUp).build();
    }

    private boolean hasCaughtUp() {
        KafkaConsumer<String, String> consumer = kafka.getConsumer(CHANNEL);
        if (consumer == null) {
            return true; // a channel that is not Kafka's has no backlog
        }
        return consumer
                .runOnPollingThread(c -> {
                    var assigned = c.assignment();
                    return assigned.isEmpty() ? Map.<TopicPartition, Long>of() : c.endOffsets(assigned);
                })
                .onFailure()
                .recoverWithItem(Map.of())
                .await()
                .atMost(java.time.Duration.ofSeconds(2))
                .entrySet()
                .stream()
                .map(end -> end.getValue() == 0 || read.getOrDefault(end.getKey(), -1L) + 1 >= end.getValue())
                .reduce((a, b) -> a && b)
                .orElse(false);
    }
}
