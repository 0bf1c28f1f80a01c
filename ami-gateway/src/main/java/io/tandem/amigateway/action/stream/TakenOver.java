package io.tandem.amigateway.action.stream;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.tandem.amigateway.ownership.Owner;
import io.tandem.amigateway.ownership.Partitions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells commands that are ours alone from those that another process may have read: whatever was on a partition when we were given
 * it. The offset that was committed is no help, since commits come after the deed. A PBX is linked to only when its partition was
 * given and told to be up only after that, so nobody sends commands that would fall into that window. A partition that stays ours
 * over a rebalance keeps its mark.
 */
@ApplicationScoped
@Identifier("ami-commands")
public class TakenOver implements KafkaConsumerRebalanceListener {

    private final Owner owner;
    private final Map<TopicPartition, Long> ends = new ConcurrentHashMap<>();

    TakenOver(Owner owner) {
        this.owner = owner;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        ends.putAll(consumer.endOffsets(partitions));
        owner.given(ours(consumer));
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        partitions.forEach(ends::remove);
        owner.taken(ours(consumer));
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        partitions.forEach(ends::remove);
        owner.lost(ours(consumer));
    }

    private Partitions ours(Consumer<?, ?> consumer) {
        return ends.keySet().stream()
                .findAny()
                .map(any -> new Partitions(
                        consumer.partitionsFor(any.topic()).size(),
                        ends.keySet().stream().map(TopicPartition::partition).collect(Collectors.toSet())))
                .orElse(Partitions.NONE);
    }

    boolean isOurs(IncomingKafkaRecordMetadata<?, ?> record) {
        return ends.containsKey(new TopicPartition(record.getTopic(), record.getPartition()));
    }

    boolean mayHaveBeenCarriedOut(IncomingKafkaRecordMetadata<?, ?> record) {
        var end = ends.get(new TopicPartition(record.getTopic(), record.getPartition()));
        return end == null || record.getOffset() < end;
    }
}
