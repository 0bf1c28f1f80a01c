package io.tandem.amigateway.fact.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.tandem.amigateway.TestConfig;
import io.tandem.amigateway.fact.FactSink;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import io.tandem.edge.kafka.Wire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FactPublisherTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final String CALL = "01M7Y38FP8WGZ6CYQ3SCM4YK54";

    private final StalledKafka kafka = new StalledKafka();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<String> asked = new ArrayList<>();
    private final FactPublishers publishers = new FactPublishers(
            kafka,
            new Wire(),
            TestConfig.with(Map.of("ami-gateway.pressure.high", "4", "ami-gateway.pressure.low", "1")),
            meters);
    private final FactSink publisher = publishers.of("pbx-1");

    @BeforeEach
    void listening() {
        publisher.onPressure(() -> asked.add("stop"), () -> asked.add("go on"));
    }

    @Test
    void asks_once_to_stop_when_too_much_waits_and_once_to_go_on_when_little_does() {
        publish(3);
        assertThat(asked).isEmpty();
        assertThat(publisher.isCongested()).isFalse();

        publish(4);
        assertThat(asked).containsExactly("stop");
        assertThat(publisher.isCongested()).isTrue();

        kafka.acknowledge(5);
        assertThat(asked).containsExactly("stop");

        kafka.acknowledge(1);
        assertThat(asked).containsExactly("stop", "go on");
        assertThat(publisher.isCongested()).isFalse();
        assertThat(publisher.published()).isEqualTo(6);
    }

    @Test
    void one_busy_pbx_does_not_stop_another_nor_take_its_numbers() {
        var other = publishers.of("pbx-2");
        other.onPressure(() -> asked.add("stop the other"), () -> asked.add("let the other go on"));
        other.begin("boot-2");
        publish(4);
        other.publish(new PbxFact.LinkDown("pbx-2", FactSource.AMI, NOON, "x"));

        assertThat(asked).containsExactly("stop");
        assertThat(other.isCongested()).isFalse();
        assertThat(publishers.of("pbx-2")).isSameAs(other);
        assertThat(header(kafka.waiting.getLast(), "ce_id")).matches("pbx-2:boot-2:[0-9A-Z]{26}:1");
        assertThat(header(kafka.waiting.getLast(), "ce_source")).isEqualTo("/tandem/ami-gateway/pbx-2");
    }

    @Test
    void asks_again_the_next_time() {
        publish(4);
        kafka.acknowledge(4);
        publish(4);

        assertThat(asked).containsExactly("stop", "go on", "stop");
    }

    @Test
    void gives_every_fact_an_id_of_its_own_over_sessions_of_one_boot() {
        publisher.begin("boot-1");
        publish(2);
        publisher.begin("boot-1");
        publish(2);

        var ids = kafka.waiting.stream().map(m -> header(m, "ce_id")).toList();
        assertThat(new HashSet<>(ids)).hasSize(4);
        assertThat(ids).allMatch(id -> id.matches("pbx-1:boot-1:[0-9A-Z]{26}:[12]"));
    }

    @Test
    void keys_facts_of_a_call_by_the_call_and_facts_of_the_link_by_the_pbx() {
        publish(1);
        publisher.publish(new PbxFact.LinkDown("pbx-1", FactSource.AMI, NOON, "x"));

        assertThat(kafka.waiting.stream().map(m -> metadata(m).getKey())).isEqualTo(List.of(CALL, "pbx-1"));
        assertThat(header(kafka.waiting.getLast(), "ce_type")).isEqualTo("pbx.down");
        assertThat(header(kafka.waiting.getLast(), "ce_time")).isEqualTo("2026-11-21T12:00:00Z");
    }

    @Test
    void counts_a_fact_that_kafka_will_never_take_and_goes_on() {
        publish(4);

        kafka.refuse(4);

        assertThat(meters.counter("tandem.ami.facts.lost", "pbx", "pbx-1").count())
                .isEqualTo(4);
        assertThat(asked).containsExactly("stop", "go on");
        assertThat(publisher.published()).isZero();
    }

    private void publish(int facts) {
        for (int i = 0; i < facts; i++) {
            publisher.publish(new PbxFact.ChannelDialing(CALL, "pbx-1", FactSource.AMI, NOON, CALL + ".agent"));
        }
    }

    private static OutgoingKafkaRecordMetadata<?> metadata(Message<?> message) {
        return message.getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow();
    }

    private static String header(Message<?> message, String name) {
        return new String(metadata(message).getHeaders().lastHeader(name).value(), UTF_8);
    }

    /** Takes everything and acknowledges when told. */
    private static final class StalledKafka implements Emitter<String> {

        private final List<Message<?>> waiting = new ArrayList<>();

        void acknowledge(int count) {
            for (int i = 0; i < count; i++) {
                waiting.removeFirst().ack().toCompletableFuture().join();
            }
        }

        void refuse(int count) {
            for (int i = 0; i < count; i++) {
                waiting.removeFirst()
                        .nack(new IllegalStateException("record too large"))
                        .toCompletableFuture()
                        .join();
            }
        }

        @Override
        public CompletionStage<Void> send(String payload) {
            return CompletableFuture.failedFuture(new UnsupportedOperationException("without metadata"));
        }

        @Override
        public <M extends Message<? extends String>> void send(M message) {
            waiting.add(message);
        }

        @Override
        public void complete() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void error(Exception e) {
            throw new UnsupportedOperationException(e);
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public boolean hasRequests() {
            return true;
        }
    }
}
