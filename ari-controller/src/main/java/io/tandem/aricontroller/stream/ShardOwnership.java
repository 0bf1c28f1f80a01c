package io.tandem.aricontroller.stream;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import io.tandem.aricontroller.ari.AriShards;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Whoever owns partition n of the commands owns shard n: Kafka's assignment is the only election. */
@ApplicationScoped
@Identifier("ari-shards")
public class ShardOwnership implements KafkaConsumerRebalanceListener {

    private final AriShards shards;
    private volatile boolean assigned;

    ShardOwnership(AriShards shards) {
        this.shards = shards;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        assigned = true;
        if (!partitions.isEmpty()) {
            var topic = partitions.iterator().next().topic();
            shards.assign(numbers(partitions), consumer.partitionsFor(topic).size());
        }
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        shards.revoke(numbers(partitions));
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        shards.revoke(numbers(partitions));
    }

    /** Whether Kafka has told us our share, be it empty. */
    boolean isAssigned() {
        return assigned;
    }

    private static List<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).toList();
    }
}
