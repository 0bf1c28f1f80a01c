package io.tandem.local.backing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.local.process.Await;
import io.tandem.local.process.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsumerGroupsTest {

    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    static Path dir;

    private static KafkaProcess kafka;

    @BeforeAll
    static void start() {
        kafka = KafkaProcess.start(dir, Ports.free());
    }

    @AfterAll
    static void stop() {
        kafka.stop();
    }

    @Test
    void are_settled_once_the_members_have_agreed() {
        try (var member = member();
                var newcomer = member()) {
            assertThat(poll(member, () -> !member.assignment().isEmpty())).isTrue();
            assertThat(ConsumerGroups.settle(kafka.bootstrapServers(), SHORT)).isTrue();

            // The newcomer asks to join; the member, who does not poll, has not yet let go.
            poll(newcomer, () -> !ConsumerGroups.settle(kafka.bootstrapServers(), Duration.ZERO));
            assertThat(ConsumerGroups.settle(kafka.bootstrapServers(), SHORT)).isFalse();

            assertThat(Await.within(LIMIT, () -> {
                        member.poll(Duration.ofMillis(50));
                        newcomer.poll(Duration.ofMillis(50));
                        return !newcomer.assignment().isEmpty();
                    }))
                    .isTrue();
            assertThat(ConsumerGroups.settle(kafka.bootstrapServers(), LIMIT)).isTrue();
        }
    }

    @Test
    void are_not_settled_where_no_kafka_answers() {
        assertThat(ConsumerGroups.settle("127.0.0.1:" + Ports.free(), SHORT)).isFalse();
    }

    private static KafkaConsumer<String, String> member() {
        var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers(), "group.id", "members"),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.subscribe(List.of("tandem.calls"));
        return consumer;
    }

    private static boolean poll(KafkaConsumer<String, String> consumer, java.util.function.BooleanSupplier until) {
        return Await.within(LIMIT, () -> {
            consumer.poll(Duration.ofMillis(50));
            return until.getAsBoolean();
        });
    }
}
