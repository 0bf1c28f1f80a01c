package io.tandem.amigateway.pbx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tandem.ami.AmiHeaders;
import io.tandem.contracts.Topics;
import io.tandem.edge.id.Ulids;
import io.tandem.testkit.KafkaResource;
import io.tandem.testkit.ami.FakeAsterisk;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What somebody who can write to the command topic may try: through a real broker, against a PBX that counts what arrives. */
@QuarkusTest
@QuarkusTestResource(value = KafkaResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = GatewayOnKafka.class, restrictToAnnotatedClass = true)
class TamperedCommandsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What the gateway asks by itself. */
    private static final Set<String> OWN = Set.of(
            "Challenge",
            "Login",
            "Ping",
            "Events",
            "CoreStatus",
            "CoreSettings",
            "CoreShowChannels",
            "BridgeList",
            "ConfbridgeListRooms",
            "UserEvent",
            "ListCommands");

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers;

    private final FakeAsterisk asterisk = GatewayOnKafka.asterisk();
    private final String call = Ulids.next();

    @Test
    void is_put_aside_with_its_reason_and_none_of_it_reaches_the_pbx() throws Exception {
        var tampered = tampered();
        try (var producer = new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", brokers),
                        new StringSerializer(),
                        new StringSerializer());
                var dead = dead()) {
            await().atMost(PATIENCE).until(() -> asterisk.sessions("tandem-actions") == 1);
            for (var json : tampered.keySet()) {
                send(producer, json);
            }
            send(producer, command("ami.hang-up.v1", "pbx-2", "\"cause\":16"));
            send(producer, command("ami.hang-up.v1", "pbx-1", "\"cause\":16"));

            var reasons = new LinkedHashMap<String, String>();
            await().atMost(PATIENCE).untilAsserted(() -> {
                dead.poll(Duration.ofMillis(200)).forEach(record -> reasons.put(record.value(), reason(record)));
                assertThat(reasons).hasSizeGreaterThanOrEqualTo(tampered.size());
            });
            tampered.forEach((json, reason) ->
                    assertThat(reasons.get(json)).as(json).isNotNull().contains(reason));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(asterisk.received("Hangup")).hasSize(1));
        }
        assertThat(asterisk.received().stream()
                        .map(action -> action.text("Action"))
                        .filter(action -> !OWN.contains(action)))
                .containsExactly("Hangup");
        assertThat(asterisk.received())
                .flatExtracting(AmiHeaders::all)
                .extracting(AmiHeaders.Header::value)
                .noneMatch(value -> value.contains("SHELL") || value.contains("System") || value.contains(".."));
    }

    /** Each with a part of its reason. */
    private Map<String, String> tampered() {
        var all = new LinkedHashMap<String, String>();
        all.put(variable("CDR(userfield)", "a\\r\\nAction: Originate\\r\\nApplication: System"), "value");
        all.put(variable("SHELL(id)", "x"), "name is not a variable that a command may set");
        all.put(originate("PJSIP/1001@phones,g"), "endpoint");
        all.put(originate("Local/s@tandem-inbound"), "endpoint");
        all.put(command("ami.blind-transfer.v1", "pbx-1", "\"to\":\"1002,1)System(id\""), "to is neither");
        all.put(command("ami.blind-transfer.v1", "pbx-1", "\"to\":\"+44\""), "to is neither");
        all.put(command("ami.command.v1", "pbx-1", "\"command\":\"core stop now\""), "type is not known");
        all.put(
                command("ami.start-recording.v1", "pbx-1", "\"recording\":0,\"file\":\"../../etc/passwd\""),
                "recording is not 1 to 999");
        all.put(command("ami.start-recording.v1", "pbx-1", "\"recording\":\"../x\""), "");
        all.put(command("ami.hang-up.v1", "pbx-1", "\"cause\":16").replace(call + ".agent", "/.*/"), "channelId");
        all.put(
                command("ami.hang-up.v1", "pbx-1", "\"cause\":16").replace(call, "../../x"),
                "callId is neither a ULID");
        all.put("{not json", "");
        return all;
    }

    private String variable(String name, String value) {
        return command("ami.set-variable.v1", "pbx-1", "\"name\":\"" + name + "\",\"value\":\"" + value + "\"");
    }

    private String originate(String endpoint) {
        return command(
                "ami.originate-to-conference.v1",
                "pbx-1",
                "\"endpoint\":\"" + endpoint + "\",\"ringTimeout\":\"PT20S\"");
    }

    private String command(String type, String pbx, String more) {
        return "{\"type\":\"" + type + "\",\"commandId\":\"c-" + Ulids.next() + "\",\"callId\":\"" + call
                + "\",\"pbxId\":\"" + pbx + "\",\"expiresAt\":\""
                + Instant.now().plusSeconds(300) + "\",\"channelId\":\"" + call + ".agent\"," + more + "}";
    }

    private static void send(KafkaProducer<String, String> producer, String json) throws Exception {
        producer.send(new ProducerRecord<>(Topics.AMI_COMMANDS, "pbx-1", json)).get();
    }

    private KafkaConsumer<String, String> dead() {
        var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", brokers, "group.id", "test-dead", "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.subscribe(List.of(Topics.AMI_COMMANDS + Topics.DEAD_SUFFIX));
        return consumer;
    }

    private static String reason(ConsumerRecord<String, String> record) {
        var header = record.headers().lastHeader("dead-letter-reason");
        assertThat(header).as("reason of %s", record.value()).isNotNull();
        return new String(header.value(), UTF_8);
    }
}
