package io.tandem.callstate;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.tandem.contracts.CallEvent;
import io.tandem.contracts.DirectoryEntry;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import io.tandem.contracts.Topics;
import io.tandem.edge.kafka.Wire;
import io.tandem.testkit.KafkaResource;
import io.tandem.testkit.PostgresResource;
import io.tandem.testkit.RedisResource;
import io.tandem.testkit.Tokens;
import io.tandem.testkit.call.Facts;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The real connector and a real broker: keys, headers, dead letters, and time limits that come back through the facts topic. */
@QuarkusTest
@TestProfile(ThroughKafkaTest.RealKafka.class)
@QuarkusTestResource(value = KafkaResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(PostgresResource.class)
class ThroughKafkaTest {

    public static class RealKafka implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            var config = new HashMap<String, String>();
            for (var channel : List.of("facts", "links", "requests", "agent-history", "directory")) {
                config.put("mp.messaging.incoming." + channel + ".connector", "smallrye-kafka");
            }
            for (var channel : List.of("calls", "agents", "ami-commands", "ari-commands", "facts-out")) {
                config.put("mp.messaging.outgoing." + channel + ".connector", "smallrye-kafka");
            }
            return config;
        }
    }

    @Inject
    Wire wire;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void a_call_goes_from_request_to_end_and_a_poison_record_stops_nobody() {
        try (var producer = producer();
                var events = consumer(Topics.CALLS);
                var dead = consumer(Topics.PBX_FACTS + Topics.DEAD_SUFFIX)) {
            send(
                    producer,
                    Topics.DIRECTORY,
                    "agent:acme:agent-1",
                    new DirectoryEntry.Agent("acme", "agent-1", 1, "Ada", "PJSIP/1001@phones", List.of(), List.of()));
            send(
                    producer,
                    Topics.DIRECTORY,
                    "trunk:acme:carrier",
                    new DirectoryEntry.Trunk(
                            "acme", "carrier", 1, "Carrier", "carrier", List.of("+44"), false, 1, true, null));
            var callId = started(producer);
            put(producer, Topics.PBX_FACTS, callId, "{not json");

            var ami = Facts.of(callId).ami();
            for (var fact : List.of(
                    ami.agent().created(),
                    ami.agent().ringing(),
                    ami.agent().answered(),
                    ami.agent().joinedTheRoom(),
                    ami.agent().enteredTheBridge(),
                    ami.customer().created(),
                    ami.customer().hungUp(0),
                    ami.agent().hungUp(16))) {
                send(producer, Topics.PBX_FACTS, callId, fact);
            }

            // Nobody said why the customer went: the end comes by the time limit, through Kafka.
            var told = new ArrayList<CallEvent>();
            await().atMost(PATIENCE).untilAsserted(() -> {
                events.poll(Duration.ofMillis(200)).forEach(r -> told.add(wire.read(r.value(), CallEvent.class)));
                assertThat(told).isNotEmpty().last().isInstanceOf(CallEvent.Ended.class);
            });
            assertThat(told).extracting(CallEvent::version).isSorted().doesNotHaveDuplicates();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(dead.poll(Duration.ofMillis(200)))
                    .isNotEmpty());
            await().atMost(PATIENCE).untilAsserted(() -> given().auth()
                    .oauth2(Tokens.of("supervisor"))
                    .get("/api/v1/presence/agent-1/history")
                    .then()
                    .body("items.status", hasItems("RESERVED", "RINGING", "ON_CALL", "OFFLINE")));
        }
    }

    private String started(KafkaProducer<String, String> producer) {
        var id = new ArrayList<String>();
        await().atMost(PATIENCE).untilAsserted(() -> {
            send(
                    producer,
                    Topics.PBX_LINKS,
                    "pbx-1",
                    new PbxFact.LinkAlive("pbx-1", FactSource.AMI, Instant.now(), null, null, null));
            for (int shard = 0; shard < 2; shard++) {
                send(
                        producer,
                        Topics.PBX_LINKS,
                        "pbx-1",
                        new PbxFact.LinkAlive(
                                "pbx-1", FactSource.ARI, Instant.now(), "tandem-" + shard + "-1", shard, 2));
            }
            id.add(given().auth()
                    .oauth2(Tokens.of("supervisor"))
                    .contentType(ContentType.JSON)
                    .body(Map.of("agentId", "agent-1", "to", "+442079460000"))
                    .post("/api/v1/calls")
                    .then()
                    .statusCode(202)
                    .extract()
                    .path("callId"));
        });
        return id.getLast();
    }

    private void send(KafkaProducer<String, String> producer, String topic, String key, Object body) {
        put(producer, topic, key, wire.write(body));
    }

    private static void put(KafkaProducer<String, String> producer, String topic, String key, String body) {
        try {
            producer.send(new ProducerRecord<>(topic, key, body)).get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new AssertionError("the broker did not take the record", e);
        }
    }

    private KafkaProducer<String, String> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers), new StringSerializer(), new StringSerializer());
    }

    private KafkaConsumer<String, String> consumer(String topic) {
        var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", brokers, "group.id", "test-" + topic, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.subscribe(List.of(topic));
        return consumer;
    }
}
