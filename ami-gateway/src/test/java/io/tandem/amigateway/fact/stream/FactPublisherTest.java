package io.tandem.amigateway.fact.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tandem.amigateway.AmiGatewayConfig;
import io.tandem.amigateway.TestConfig;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FactPublisherTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final String CALL = "01M7Y38FP8WGZ6CYQ3SCM4YK54";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AmiGatewayConfig.Pressure marks = TestConfig.with(
                    Map.of("ami-gateway.pressure.high", "4", "ami-gateway.pressure.low", "1"))
            .pressure();
    private final List<String> asked = new ArrayList<>();
    private final Outbox outbox = new Outbox();

    /** Takes everything and acknowledges when told. */
    private final MockProducer<String, byte[]> kafka =
            new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());

    private final FactSender sender = new FactSender(outbox, kafka);
    private final FactPublisher publisher = new FactPublisher("pbx-1", outbox, marks, meters);

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

        acknowledge(5);
        assertThat(asked).containsExactly("stop");

        acknowledge(1);
        assertThat(asked).containsExactly("stop", "go on");
        assertThat(publisher.isCongested()).isFalse();
        assertThat(publisher.published()).isEqualTo(6);
    }

    @Test
    void counts_what_has_not_reached_the_producer_yet() {
        for (int i = 0; i < 4; i++) {
            publisher.publish(dialing());
        }

        assertThat(asked).containsExactly("stop");
        assertThat(kafka.history()).isEmpty();
    }

    @Test
    void asks_to_go_on_after_it_asked_to_stop_though_all_was_taken_meanwhile() {
        publisher.onPressure(
                () -> {
                    asked.add("stop");
                    send();
                    acknowledge(4);
                },
                () -> asked.add("go on"));

        for (int i = 0; i < 4; i++) {
            publisher.publish(dialing());
        }

        assertThat(asked).containsExactly("stop", "go on");
    }

    @Test
    void one_busy_pbx_does_not_stop_another_nor_take_its_numbers() {
        var other = new FactPublisher("pbx-2", outbox, marks, meters);
        other.onPressure(() -> asked.add("stop the other"), () -> asked.add("let the other go on"));
        other.begin("boot-2");
        publish(4);
        other.publish(new PbxFact.LinkDown("pbx-2", FactSource.AMI, NOON, "x"));
        send();

        assertThat(asked).containsExactly("stop");
        assertThat(other.isCongested()).isFalse();
        assertThat(header(last(), "ce_id")).matches("pbx-2:boot-2:[0-9A-Z]{26}:1");
        assertThat(header(last(), "ce_source")).isEqualTo("/tandem/ami-gateway/pbx-2");
    }

    @Test
    void is_the_same_for_the_same_pbx() {
        var publishers = new FactPublishers(kafka, TestConfig.with(Map.of()), meters);

        assertThat(publishers.of("pbx-1")).isSameAs(publishers.of("pbx-1")).isNotSameAs(publishers.of("pbx-2"));
    }

    @Test
    void asks_again_the_next_time() {
        publish(4);
        acknowledge(4);
        publish(4);

        assertThat(asked).containsExactly("stop", "go on", "stop");
    }

    @Test
    void gives_every_fact_an_id_of_its_own_over_sessions_of_one_boot() {
        publisher.begin("boot-1");
        publish(2);
        publisher.begin("boot-1");
        publish(2);

        var ids = kafka.history().stream().map(r -> header(r, "ce_id")).toList();
        assertThat(new HashSet<>(ids)).hasSize(4);
        assertThat(ids).allMatch(id -> id.matches("pbx-1:boot-1:[0-9A-Z]{26}:[12]"));
    }

    @Test
    void keys_facts_of_a_call_by_the_call_and_facts_of_the_link_by_the_pbx() {
        publish(1);
        publisher.publish(new PbxFact.LinkDown("pbx-1", FactSource.AMI, NOON, "x"));
        send();

        assertThat(kafka.history()).extracting(ProducerRecord::key).containsExactly(CALL, "pbx-1");
        assertThat(kafka.history()).extracting(ProducerRecord::topic).containsOnly("tandem.pbx.facts");
    }

    @Test
    void counts_a_fact_that_kafka_will_never_take_and_goes_on() {
        publish(4);

        for (int i = 0; i < 4; i++) {
            kafka.errorNext(new RecordTooLargeException());
        }

        assertThat(lost()).isEqualTo(4);
        assertThat(asked).containsExactly("stop", "go on");
        assertThat(publisher.published()).isZero();
    }

    @Test
    void counts_a_fact_that_the_producer_does_not_even_take_and_sends_those_behind_it() {
        kafka.sendException = new IllegalStateException("a bug");
        publish(1);
        kafka.sendException = null;
        publish(1);

        assertThat(lost()).isEqualTo(1);
        assertThat(kafka.history()).hasSize(1);
    }

    private double lost() {
        return meters.counter("tandem.ami.facts.lost", "pbx", "pbx-1").count();
    }

    private void publish(int facts) {
        for (int i = 0; i < facts; i++) {
            publisher.publish(dialing());
        }
        send();
    }

    private static PbxFact dialing() {
        return new PbxFact.ChannelDialing(CALL, "pbx-1", FactSource.AMI, NOON, CALL + ".agent");
    }

    private void send() {
        try {
            sender.send(outbox.take());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void acknowledge(int count) {
        for (int i = 0; i < count; i++) {
            kafka.completeNext();
        }
    }

    private ProducerRecord<String, byte[]> last() {
        return kafka.history().getLast();
    }

    private static String header(ProducerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
