package io.tandem.amigateway.action.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.tandem.amigateway.ownership.Owner;
import io.tandem.amigateway.ownership.Partitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TakenOverTest {

    private static final TopicPartition ZERO = new TopicPartition("tandem.ami.commands", 0);
    private static final TopicPartition ONE = new TopicPartition("tandem.ami.commands", 1);

    private final List<String> told = new ArrayList<>();
    private final TakenOver takenOver = new TakenOver(new Owner() {
        @Override
        public void given(Partitions ours) {
            told.add("given " + new TreeSet<>(ours.ours()) + " of " + ours.count());
        }

        @Override
        public void taken(Partitions ours) {
            told.add("left " + ours.ours());
        }

        @Override
        public void lost(Partitions ours) {
            told.add("after a loss " + ours.ours());
        }
    });

    private final MockConsumer<String, String> consumer = new MockConsumer<>("earliest");

    @BeforeEach
    void two_partitions() {
        var nodes = new Node[0];
        consumer.updatePartitions(
                ZERO.topic(),
                List.of(
                        new PartitionInfo(ZERO.topic(), 0, Node.noNode(), nodes, nodes),
                        new PartitionInfo(ZERO.topic(), 1, Node.noNode(), nodes, nodes)));
    }

    @Test
    void a_command_that_was_there_when_the_partition_was_given_may_have_been_carried_out() {
        consumer.updateEndOffsets(Map.of(ZERO, 7L, ONE, 0L));
        takenOver.onPartitionsAssigned(consumer, List.of(ZERO, ONE));

        assertThat(takenOver.mayHaveBeenCarriedOut(record(ZERO, 6))).isTrue();
        assertThat(takenOver.mayHaveBeenCarriedOut(record(ZERO, 7))).isFalse();
        assertThat(takenOver.mayHaveBeenCarriedOut(record(ONE, 0))).isFalse();
    }

    @Test
    void a_command_of_a_partition_that_is_not_ours_any_more_may_be_carried_out_by_another() {
        consumer.updateEndOffsets(Map.of(ZERO, 7L));
        takenOver.onPartitionsAssigned(consumer, List.of(ZERO));

        takenOver.onPartitionsLost(consumer, List.of(ZERO));

        assertThat(takenOver.mayHaveBeenCarriedOut(record(ZERO, 9))).isTrue();
        assertThat(takenOver.isOurs(record(ZERO, 9))).isFalse();
        assertThat(told).containsExactly("given [0] of 2", "after a loss []");
    }

    @Test
    void a_partition_that_stays_over_a_rebalance_keeps_its_mark_while_others_come_and_go() {
        consumer.updateEndOffsets(Map.of(ZERO, 7L));
        takenOver.onPartitionsAssigned(consumer, List.of(ZERO));
        consumer.updateEndOffsets(Map.of(ZERO, 20L, ONE, 3L));

        takenOver.onPartitionsAssigned(consumer, List.of(ONE));
        assertThat(takenOver.mayHaveBeenCarriedOut(record(ZERO, 8))).isFalse();
        assertThat(takenOver.mayHaveBeenCarriedOut(record(ONE, 2))).isTrue();

        takenOver.onPartitionsRevoked(consumer, List.of(ONE));
        takenOver.onPartitionsAssigned(consumer, List.of());
        assertThat(takenOver.mayHaveBeenCarriedOut(record(ZERO, 8))).isFalse();
        assertThat(takenOver.isOurs(record(ONE, 3))).isFalse();
        assertThat(told).containsExactly("given [0] of 2", "given [0, 1] of 2", "left [0]", "given [0] of 2");
    }

    @Test
    void a_partition_given_again_begins_at_its_new_end() {
        consumer.updateEndOffsets(Map.of(ZERO, 7L));
        takenOver.onPartitionsAssigned(consumer, List.of(ZERO));
        takenOver.onPartitionsRevoked(consumer, List.of(ZERO));
        consumer.updateEndOffsets(Map.of(ZERO, 9L));

        takenOver.onPartitionsAssigned(consumer, List.of(ZERO));

        assertThat(takenOver.mayHaveBeenCarriedOut(record(ZERO, 8))).isTrue();
    }

    private static IncomingKafkaRecordMetadata<String, String> record(TopicPartition partition, long offset) {
        return new IncomingKafkaRecordMetadata<>(
                new ConsumerRecord<>(partition.topic(), partition.partition(), offset, "pbx-1", "{}"), "ami-commands");
    }
}
