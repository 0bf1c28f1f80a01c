package io.tandem.amigateway.action.stream;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.tandem.amigateway.action.Commands;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells commands that are ours alone from those that another process may have read: whatever was on a partition when we were given
 * it. The offset that was committed is no help, since commits come after the deed. Until partitions are given, the PBX is not told to
 * be up, so nobody sends commands that would fall into that window.
 */
@ApplicationScoped
@Identifier("ami-commands")
public class TakenOver implements KafkaConsumerRebalanceListener {

    private final Commands commands;
    private final Map<TopicPartition, Long> ends = new ConcurrentHashMap<>();

    TakenOver(Commands commands) {
        this.commands = commands;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        ends.putAll(consumer.endOffsets(partitions));
        commands.listening(!ends.isEmpty());
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        partitions.forEach(ends::remove);
        commands.listening(!ends.isEmpty());
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        onPartitionsRevoked(consumer, partitions);
    }

    boolean mayHaveBeenCarriedOut(IncomingKafkaRecordMetadata<?, ?> record) {
        var end = ends.get(new TopicPartition(record.getTopic(), record.getPartition()));
        return end == null || record.getOffset() < end;
    }
}
