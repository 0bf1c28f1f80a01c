package io.tandem.aricontroller.stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import io.tandem.aricontroller.ari.AriShards;
import io.tandem.aricontroller.peer.ScriptedAri;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.PbxFact;
import io.tandem.edge.id.Ulids;
import io.tandem.edge.kafka.PoisonRecordException;
import io.tandem.edge.kafka.Wire;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands in, outcomes out, through the channels that Kafka has in production. */
@QuarkusTest
@QuarkusTestResource(ScriptedAriResource.class)
class CommandSliceTest {

    private final String callId = Ulids.next();
    private final String agent = callId + ".agent";

    ScriptedAri asterisk;

    @Inject
    @Any
    InMemoryConnector kafka;

    @Inject
    AriShards shards;

    @Inject
    Wire wire;

    @ConfigProperty(name = "quarkus.management.test-port", defaultValue = "9001")
    int managementPort;

    @BeforeEach
    void own() {
        kafka.sink("pbx-facts").clear();
        shards.assign(List.of(0), 1);
    }

    @Test
    void a_command_is_acknowledged_once_its_outcome_is_out() {
        var sent = send(wire.write(
                originate("o-" + callId, "PJSIP/1001@phones", Instant.now().plusSeconds(20))));

        sent.acknowledged.orTimeout(10, TimeUnit.SECONDS).join();

        var outcome = published(PbxFact.CommandDone.class, callId);
        assertThat(outcome.commandId()).isEqualTo("o-" + callId);
        assertThat(outcome.command()).isEqualTo("ari.originate-agent");
        asterisk.ends(agent, 16);
    }

    @Test
    void an_outcome_is_keyed_by_the_call_and_numbered_by_the_command() {
        send(wire.write(originate("k-" + callId, "Local/1@x", Instant.now().plusSeconds(20))))
                .acknowledged
                .orTimeout(10, TimeUnit.SECONDS)
                .join();

        var metadata = kafka.<String>sink("pbx-facts").received().stream()
                .filter(message -> message.getPayload().contains(callId))
                .findFirst()
                .orElseThrow()
                .getMetadata(OutgoingKafkaRecordMetadata.class)
                .orElseThrow();
        assertThat(metadata.getKey()).isEqualTo(callId);
        assertThat(new String(metadata.getHeaders().lastHeader("ce_id").value(), StandardCharsets.UTF_8))
                .isEqualTo("command:k-" + callId);
        assertThat(new String(metadata.getHeaders().lastHeader("ce_type").value(), StandardCharsets.UTF_8))
                .isEqualTo("pbx.command-refused");
    }

    @Test
    void a_repeated_command_is_answered_as_before_and_carried_out_once() {
        var body = wire.write(
                originate("r-" + callId, "PJSIP/1001@phones", Instant.now().plusSeconds(20)));

        send(body).acknowledged.orTimeout(10, TimeUnit.SECONDS).join();
        send(body).acknowledged.orTimeout(10, TimeUnit.SECONDS).join();

        assertThat(kafka.<String>sink("pbx-facts").received().stream()
                        .map(Message::getPayload)
                        .filter(payload -> payload.contains("r-" + callId))
                        .toList())
                .hasSize(2)
                .allMatch(payload -> payload.contains("pbx.command-done.v1"));
        assertThat(asterisk.requests())
                .filteredOn(("POST /channels/" + agent)::equals)
                .hasSize(1);
        asterisk.ends(agent, 16);
    }

    @Test
    void an_expired_command_is_refused() {
        send(wire.write(originate(
                        "e-" + callId, "PJSIP/1001@phones", Instant.now().minusSeconds(1))))
                .acknowledged
                .orTimeout(10, TimeUnit.SECONDS)
                .join();

        assertThat(published(PbxFact.CommandRefused.class, callId).reason()).startsWith("expired");
        assertThat(asterisk.requests()).doesNotContain("POST /channels/" + agent);
    }

    @Test
    void a_record_that_nobody_can_read_is_poison() {
        var sent = send("{\"type\":\"ari.end-call.v1\",\"cause\":\"many\"}");

        assertThat(sent.refused.orTimeout(10, TimeUnit.SECONDS).join()).isInstanceOf(PoisonRecordException.class);
    }

    @Test
    void a_command_of_a_later_version_is_skipped() {
        var sent = send("{\"type\":\"ari.sing.v1\",\"commandId\":\"s\",\"callId\":\"" + callId + "\"}");

        sent.acknowledged.orTimeout(10, TimeUnit.SECONDS).join();
        assertThat(kafka.<String>sink("pbx-facts").received())
                .noneMatch(message -> message.getPayload().contains(callId));
    }

    @Test
    void metrics_tell_which_shard_is_up() {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(metrics())
                .contains("tandem_ari_link_up{shard=\"0\"} 1.0")
                .contains("tandem_ari_request_seconds_count")
                .contains("tandem_ari_live_calls"));
    }

    private String metrics() {
        return given().port(managementPort).get("/q/metrics").asString();
    }

    private AriCommand originate(String commandId, String endpoint, Instant expiresAt) {
        return new AriCommand.OriginateAgent(
                commandId, callId, "pbx-1", expiresAt, agent, endpoint, null, Duration.ofSeconds(20));
    }

    private record Sent(CompletableFuture<Void> acknowledged, CompletableFuture<Throwable> refused) {}

    private Sent send(String body) {
        var sent = new Sent(new CompletableFuture<>(), new CompletableFuture<>());
        kafka.<Message<String>>source("ari-commands")
                .send(Message.of(
                        body,
                        () -> {
                            sent.acknowledged.complete(null);
                            return CompletableFuture.completedFuture(null);
                        },
                        reason -> {
                            sent.refused.complete(reason);
                            return CompletableFuture.completedFuture(null);
                        }));
        return sent;
    }

    private <T extends PbxFact.CommandFact> T published(Class<T> type, String of) {
        return kafka.<String>sink("pbx-facts").received().stream()
                .map(message -> wire.read(message.getPayload(), PbxFact.class))
                .filter(type::isInstance)
                .map(type::cast)
                .filter(fact -> fact.callId().equals(of))
                .findFirst()
                .orElseThrow();
    }
}
