package io.tandem.amigateway.fact.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tandem.amigateway.TestConfig;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import io.tandem.edge.kafka.Envelope;
import io.tandem.edge.kafka.TypeName;
import io.tandem.edge.kafka.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FactRecordsTest {

    private static final String CALL = "01M7Y38FP8WGZ6CYQ3SCM4YK54";
    private static final Instant AT = Instant.parse("2026-11-21T12:00:00.123456789Z");

    private final FactRecords records = new FactRecords();
    private final FactPublisher publisher =
            new FactPublisher("pbx-1", new Outbox(), TestConfig.with(Map.of()).pressure(), new SimpleMeterRegistry());

    /** Every kind of fact about a channel, with texts that JSON spells in its own way, and some others. */
    static List<PbxFact> facts() {
        return Stream.concat(others().stream(), channelFacts().stream()).toList();
    }

    private static List<PbxFact> channelFacts() {
        var c = CALL + ".agent";
        var ami = FactSource.AMI;
        var odd = "\u0000\u001f\"\\/é€\uD83D\uDE00\u007f\t";
        return List.of(
                new PbxFact.ChannelCreated(CALL, "pbx-1", ami, AT, c, odd, false),
                new PbxFact.ChannelDialing(CALL, "pbx-1", ami, AT, c),
                new PbxFact.ChannelRinging(CALL, "pbx-1", ami, AT, c),
                new PbxFact.ChannelAnswered(CALL, "pbx-1", ami, AT, c, true),
                new PbxFact.DialEnded(CALL, "pbx-1", ami, AT, c, ""),
                new PbxFact.ChannelHungUp(CALL, "pbx-1", ami, AT, c, -7, odd, null, true),
                new PbxFact.ChannelHungUp(CALL, "pbx-1", ami, AT, c, 127, null, null, false),
                new PbxFact.ConferenceJoined(CALL, "pbx-1", ami, AT, c, true),
                new PbxFact.ConferenceLeft(CALL, "pbx-1", ami, AT, c),
                new PbxFact.ControlStarted(CALL, "pbx-1", FactSource.ARI, AT, c, "agent", "tandem-0-1"),
                new PbxFact.ControlEnded(CALL, "pbx-1", FactSource.ARI, AT, c),
                new PbxFact.HandOffFailed("pbx-1:1795291274.122", "pbx-1", ami, AT, c, "x".repeat(5_000) + odd),
                new PbxFact.BridgeEntered(CALL, "pbx-1", ami, AT, c, CALL + ".bridge", false),
                new PbxFact.BridgeLeft(CALL, "pbx-1", ami, AT, c, CALL + ".bridge"));
    }

    @Test
    void leave_no_kind_of_fact_about_a_channel_out_of_this_test() {
        var tested = channelFacts().stream().map(Object::getClass).toList();

        assertThat(PbxFact.ChannelFact.class.getPermittedSubclasses())
                .allMatch(kind -> tested.stream().anyMatch(kind::equals));
    }

    private static List<PbxFact> others() {
        var channel = CALL + ".agent";
        return List.of(
                new PbxFact.ChannelCreated(CALL, "pbx-1", FactSource.AMI, AT, channel, "PJSIP/ä-1\"", true),
                new PbxFact.ChannelHungUp(
                        CALL, "pbx-1", FactSource.AMI, Instant.EPOCH, channel, 16, null, "486 Busy", false),
                new PbxFact.CallDetail(
                        CALL,
                        "pbx-1",
                        FactSource.AMI,
                        AT,
                        channel,
                        channel,
                        AT.minusSeconds(3),
                        null,
                        AT.minusMillis(100),
                        "NO ANSWER",
                        "Dial"),
                new PbxFact.PbxStatus(
                        "pbx-1", FactSource.AMI, AT, 1, 2, 3, Duration.ofMinutes(61), "2026-11-21T03:39:59", ""),
                new PbxFact.Gap("pbx-1", FactSource.AMI, AT, AT.minusSeconds(1), AT, "closed by the PBX", null),
                new PbxFact.SnapshotTaken(
                        "pbx-1",
                        FactSource.AMI,
                        AT,
                        AT.minusMillis(1),
                        List.of(new PbxFact.LiveChannel(CALL, channel, "Up"))));
    }

    @ParameterizedTest
    @MethodSource("facts")
    void are_what_the_wire_and_the_envelope_make_of_them(PbxFact fact) {
        var envelope = new Envelope(
                "", "pbx-1:s:7", TypeName.unversioned(fact.getClass()), "/tandem/ami-gateway/pbx-1", fact.at(), null);

        var record = records.of(new Told(publisher, "pbx-1:s:", 7, fact, 0));

        assertThat(new String(record.value(), UTF_8)).isEqualTo(new Wire().write(fact));
        assertThat(record.headers().toArray())
                .containsExactlyInAnyOrder(envelope.headers().toArray());
    }

    @Test
    void tell_each_its_own_time_one_after_the_other() {
        var first = new PbxFact.LinkDown("pbx-1", FactSource.AMI, AT, "x");
        var second = new PbxFact.LinkDown("pbx-1", FactSource.AMI, AT.plusNanos(1), "x");

        var times = List.of(first, second, first).stream()
                .map(fact -> records.of(new Told(publisher, "s", 1, fact, 0)))
                .map(record -> new String(record.headers().lastHeader("ce_time").value(), UTF_8))
                .toList();

        assertThat(times).containsExactly(AT.toString(), AT.plusNanos(1).toString(), AT.toString());
    }
}
