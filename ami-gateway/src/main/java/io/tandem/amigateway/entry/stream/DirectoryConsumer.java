package io.tandem.amigateway.entry.stream;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.tandem.amigateway.entry.PbxEntries;
import io.tandem.contracts.DirectoryEntry;
import io.tandem.edge.kafka.PoisonRecordException;
import io.tandem.edge.kafka.Wire;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the whole directory, each replica for itself, and says when all of it has been told that was there at the start. A drain of
 * yesterday is known so before the first link is offered to anybody.
 */
@ApplicationScoped
@Identifier("pbx-directory")
public class DirectoryConsumer implements KafkaConsumerRebalanceListener {

    static final String PBX = "pbx:";
    static final String DRAIN = "pbx-drain:";

    private static final Logger LOG = Logger.getLogger(DirectoryConsumer.class);

    private final PbxEntries entries;
    private final Wire wire;
    private final Map<TopicPartition, Long> unread = new ConcurrentHashMap<>();

    DirectoryConsumer(PbxEntries entries, Wire wire) {
        this.entries = entries;
        this.wire = wire;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        var begins = consumer.beginningOffsets(partitions);
        consumer.endOffsets(partitions).forEach((partition, end) -> {
            if (end > begins.get(partition)) {
                unread.put(partition, end);
            }
        });
        tellWhenRead();
    }

    @Incoming("directory")
    CompletionStage<Void> on(Message<String> message) {
        message.getMetadata(IncomingKafkaRecordMetadata.class).ifPresent(m -> {
            learn(String.valueOf(m.getKey()), message.getPayload());
            var partition = new TopicPartition(m.getTopic(), m.getPartition());
            unread.computeIfPresent(partition, (_, end) -> m.getOffset() + 1 >= end ? null : end);
            tellWhenRead();
        });
        return message.ack();
    }

    private void tellWhenRead() {
        if (unread.isEmpty()) {
            entries.directoryRead();
        }
    }

    private void learn(String key, @Nullable String body) {
        if (!key.startsWith(PBX) && !key.startsWith(DRAIN)) {
            return;
        }
        if (body == null || body.isEmpty()) {
            forget(key);
            return;
        }
        try {
            switch (wire.read(body, DirectoryEntry.class)) {
                case DirectoryEntry.Pbx pbx when isWhole(key, pbx) -> entries.named(pbx);
                case DirectoryEntry.Pbx _ -> LOG.errorf("directory key=%s lacks its id, host or credentials", key);
                case DirectoryEntry.PbxDrain _ -> entries.draining(key.substring(DRAIN.length()), true);
                case DirectoryEntry.Agent _, DirectoryEntry.Trunk _ -> noPbx(key);
                case DirectoryEntry.Did _, DirectoryEntry.Queue _ -> noPbx(key);
                case DirectoryEntry.Menu _, DirectoryEntry.ScreeningRule _ -> noPbx(key);
                case DirectoryEntry.Unrecognised _ -> LOG.warnf("directory key=%s is of an unknown type", key);
            }
        } catch (PoisonRecordException e) {
            // Reference data is read again at each start: one entry that cannot be read must not stop the others.
            LOG.errorf(e, "directory key=%s cannot be read", key);
        }
    }

    private static void noPbx(String key) {
        LOG.warnf("directory key=%s holds no PBX", key);
    }

    /** JSON leaves out what it likes; the record cannot refuse that. */
    private static boolean isWhole(String key, DirectoryEntry.Pbx pbx) {
        return key.equals(PBX + pbx.id())
                && Stream.of(pbx.host(), pbx.credentials()).allMatch(Objects::nonNull);
    }

    private void forget(String key) {
        if (key.startsWith(DRAIN)) {
            entries.draining(key.substring(DRAIN.length()), false);
        } else {
            entries.unnamed(key.substring(PBX.length()));
        }
    }
}
