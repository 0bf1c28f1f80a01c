package io.tandem.campaign.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.tandem.contracts.AgentEvent.PresenceChanged;
import io.tandem.contracts.AgentStatus;
import io.tandem.contracts.CallDirection;
import io.tandem.contracts.CallEvent;
import io.tandem.contracts.CallMode;
import io.tandem.contracts.CallOutcome;
import io.tandem.contracts.CallRequest.RequestCall;
import io.tandem.contracts.CallState;
import io.tandem.contracts.CallSummary;
import io.tandem.contracts.CampaignEvent;
import io.tandem.contracts.Topics;
import io.tandem.edge.kafka.Wire;
import io.tandem.testkit.KafkaResource;
import io.tandem.testkit.PostgresResource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The service on a real Kafka and a real PostgreSQL, at its own pace. */
@QuarkusTest
@TestProfile(KafkaTest.RealKafka.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(value = KafkaResource.class, restrictToAnnotatedClass = true)
class KafkaTest {

    public static final class RealKafka implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "mp.messaging.incoming.calls.connector", "smallrye-kafka",
                    "mp.messaging.incoming.agents.connector", "smallrye-kafka",
                    "mp.messaging.outgoing.call-requests.connector", "smallrye-kafka",
                    "mp.messaging.outgoing.campaigns.connector", "smallrye-kafka",
                    "mp.messaging.outgoing.directory.connector", "smallrye-kafka",
                    "campaign.pacing.tick", "PT0.5S");
        }
    }

    private final Rest rest = Rest.ofNewTenant();
    private final Wire wire;
    private final String brokers;

    KafkaTest(Wire wire, @ConfigProperty(name = "kafka.bootstrap.servers") String brokers) {
        this.wire = wire;
        this.brokers = brokers;
    }

    @Test
    void a_campaign_is_run_over_kafka_and_a_poison_record_does_not_stop_it() {
        rest.agent("1001");
        var campaign = rest.campaign("""
                {"name": "Kafka", "agents": ["1001"]}""");
        rest.csv(campaign, "number\n+442079460001\n").statusCode(201);
        rest.start(campaign);
        send(
                Topics.AGENTS,
                "1001",
                wire.write(new PresenceChanged(
                        "1001", rest.tenant(), 1, Instant.now(), AgentStatus.AVAILABLE, null, null)));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(all(Topics.CALL_REQUESTS)).hasSize(1));
        var record = all(Topics.CALL_REQUESTS).getFirst();
        var request = wire.read(record.value(), RequestCall.class);
        assertThat(record.key()).isEqualTo(request.callId());
        assertThat(header(record, "tenant")).isEqualTo(rest.tenant());
        assertThat(header(record, "ce_type")).isEqualTo("call.request");
        assertThat(request.to()).isEqualTo("+442079460001");

        send(Topics.CALLS, request.callId(), "this is no JSON");
        send(Topics.CALLS, request.callId(), wire.write(ended(request)));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> rest.get("/campaigns/" + campaign).body("state", equalTo("COMPLETED")));
        await().untilAsserted(() -> assertThat(all(Topics.CALLS + Topics.DEAD_SUFFIX))
                .extracting(ConsumerRecord::value)
                .containsExactly("this is no JSON"));
        await().untilAsserted(() -> assertThat(all(Topics.CAMPAIGNS))
                .extracting(told -> header(told, "ce_type"))
                .containsSubsequence(
                        "campaign.started", "contact.completed", "campaign.progress", "campaign.completed"));
        var completed = all(Topics.CAMPAIGNS).getLast();
        assertThat(completed.key()).isEqualTo(campaign);
        assertThat(header(completed, "ce_id"))
                .isEqualTo(campaign + ":"
                        + wire.read(completed.value(), CampaignEvent.class).version());

        rest.delete("/agents/1001").statusCode(204);
        await().untilAsserted(
                        () -> assertThat(all(Topics.DIRECTORY)).hasSize(2).allSatisfy(entry -> assertThat(entry.key())
                                .isEqualTo("agent:" + rest.tenant() + ":1001")));
        assertThat(all(Topics.DIRECTORY).getLast().value()).isNull();
    }

    private static CallEvent ended(RequestCall request) {
        var call = new CallSummary(
                CallDirection.OUTBOUND,
                CallMode.HYBRID,
                CallState.ENDED,
                request.agentId(),
                request.campaignId(),
                request.contactId(),
                request.to(),
                null,
                null,
                "pbx-1",
                Instant.now(),
                null,
                null,
                Instant.now(),
                CallOutcome.ANSWERED,
                "16",
                Map.of());
        return new CallEvent.Ended(request.callId(), request.tenant(), 9, Instant.now(), call);
    }

    private void send(String topic, String key, String value) {
        Map<String, Object> config = Map.of("bootstrap.servers", brokers);
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** Everything that is in the topic now. */
    private List<ConsumerRecord<String, String>> all(String topic) {
        Map<String, Object> config = Map.of("bootstrap.servers", brokers, "enable.auto.commit", "false");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<String, String>>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
