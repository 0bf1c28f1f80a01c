package io.tandem.amigateway.action.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.tandem.amigateway.action.Commands;
import io.tandem.contracts.AmiCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TakenOverTest {

    private static final TopicPartition ZERO = new TopicPartition("tandem.ami.commands", 0);
    private static final TopicPartition ONE = new TopicPartition("tandem.ami.commands", 1);

    private final List<Boolean> listening = new ArrayList<>();
    private final TakenOver takenOver = new TakenOver(new Commands() {
        @Override
        public CompletionStage<Void> carryOut(AmiCommand command, boolean readBefore) {
            return CompletableFuture.failedFuture(new UnsupportedOperationException());
        }

        @Override
        public void listening(boolean is) {
            listening.add(is);
        }
    });

    private final MockConsumer<String, String> consumer = new MockConsumer<>("earliest");

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
        assertThat(listening).containsExactly(true, false);
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
