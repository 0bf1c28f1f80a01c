package io.tandem.notifier.live.socket;

import static io.tandem.notifier.CallEvents.call;
import static io.tandem.notifier.CallEvents.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.tandem.contracts.Topics;
import io.tandem.edge.id.Ulids;
import io.tandem.testkit.KafkaResource;
import io.tandem.testkit.PostgresResource;
import io.tandem.testkit.Tokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real way of an event: a record on a real Kafka, the log in a real PostgreSQL, a frame at a client. */
@QuarkusTest
@QuarkusTestResource(value = PostgresResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = KafkaResource.class, restrictToAnnotatedClass = true)
@TestProfile(KafkaToFrameTest.RealKafka.class)
class KafkaToFrameTest {

    public static final class RealKafka implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "mp.messaging.incoming.calls.connector", "smallrye-kafka",
                    "mp.messaging.incoming.agents.connector", "smallrye-kafka",
                    "mp.messaging.incoming.campaigns.connector", "smallrye-kafka");
        }
    }

    @TestHTTPResource("/api/v1/events")
    URI uri;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers;

    private final HttpClient http = HttpClient.newHttpClient();
    private KafkaProducer<String, String> producer;
    private EventStream stream;

    @BeforeEach
    void connect() {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers, "acks", "all", "linger.ms", "0"),
                new StringSerializer(),
                new StringSerializer());
        stream = EventStream.open(uri, http, Tokens.of("supervisor"));
    }

    @AfterEach
    void hang_up() {
        stream.close();
        producer.close();
    }

    @Test
    void brings_each_record_to_the_client_once_and_quickly() {
        tell("warm-up", json(call("warm-up").requested()));
        stream.hears(1);
        var waits = new ArrayList<Duration>();

        for (int i = 0; i < 300; i++) {
            var call = call(Ulids.next()).startingAt(Instant.now());
            tell(call.callId(), json(call.requested()));
            var sent = System.nanoTime();
            tell(call.callId(), json(call.requested()));
            stream.hears(i + 2);
            waits.add(Duration.ofNanos(System.nanoTime() - sent));
        }

        Collections.sort(waits);
        System.out.printf(
                "record acknowledged to frame heard: median %d ms, p99 %d ms, of %d%n",
                waits.get(150).toMillis(), waits.get(297).toMillis(), waits.size());
        assertThat(stream.ids()).doesNotHaveDuplicates().hasSize(301);
        assertThat(waits.get(150)).isLessThan(Duration.ofMillis(200));
    }

    @Test
    void puts_a_record_that_is_no_event_aside_and_goes_on() {
        var callId = Ulids.next();

        tell(callId, "this is no event");
        tell(callId, json(call(callId).requested()));

        stream.hears(1);
        assertThat(stream.frames().getLast().get("subject").asText()).isEqualTo(callId);
        assertThat(dead()).containsExactly("this is no event");
    }

    private void tell(String key, String body) {
        try {
            producer.send(new ProducerRecord<>(Topics.CALLS, key, body)).get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> dead() {
        var settings = Map.<String, Object>of(
                "bootstrap.servers", brokers, "group.id", "dead-reader", "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(Topics.CALLS + Topics.DEAD_SUFFIX));
            var found = new ArrayList<String>();
            for (int polls = 0; polls < 20 && found.isEmpty(); polls++) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> found.add(record.value()));
            }
            return found;
        }
    }
}
