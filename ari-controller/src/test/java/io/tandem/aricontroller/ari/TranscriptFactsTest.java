package io.tandem.aricontroller.ari;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.aricontroller.fact.AriEvent;
import io.tandem.aricontroller.fact.AriFactMapper;
import io.tandem.contracts.PbxFact;
import io.tandem.edge.kafka.TypeName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a real Asterisk 22.10.1 said, read and mapped. */
class TranscriptFactsTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final AriEventReader reader = new AriEventReader("pbx-1");
    private final AriFactMapper mapper = new AriFactMapper("pbx-1");

    @Test
    void an_answered_call_is_told_from_hand_over_to_both_ends() {
        assertThat(facts("hybrid-answered"))
                .containsExactly(
                        "control-started agent",
                        "bridge-entered agent",
                        "control-started customer",
                        "channel-dialing customer",
                        "channel-ringing customer",
                        "channel-ringing customer",
                        "channel-answered customer",
                        "channel-answered customer",
                        "dial-ended customer ANSWER",
                        "bridge-entered customer",
                        "bridge-left customer",
                        "bridge-left agent",
                        "control-ended customer",
                        "control-ended agent",
                        "channel-hung-up customer 16",
                        "channel-hung-up agent 16");
    }

    @Test
    void a_busy_customer_hangs_up_with_17_and_the_sip_status() {
        assertThat(facts("customer-busy")).contains("channel-hung-up customer 17");
        assertThat(mapped("customer-busy"))
                .filteredOn(PbxFact.ChannelHungUp.class::isInstance)
                .map(PbxFact.ChannelHungUp.class::cast)
                .first()
                .satisfies(hungUp -> {
                    assertThat(hungUp.techCause()).isEqualTo("486");
                    assertThat(hungUp.causeText()).isNotBlank();
                    assertThat(hungUp.reconciled()).isFalse();
                });
    }

    @Test
    void a_customer_who_rings_out_is_never_told_as_answered() {
        assertThat(facts("customer-no-answer"))
                .contains("channel-ringing customer", "channel-hung-up customer 19")
                .noneMatch(fact -> fact.startsWith("channel-answered customer"));
    }

    @Test
    void each_channel_hangs_up_exactly_once() {
        for (var story : List.of("hybrid-answered", "customer-busy", "customer-hangs-up", "ari-only-answered")) {
            assertThat(facts(story))
                    .as(story)
                    .filteredOn(fact -> fact.startsWith("channel-hung-up"))
                    .hasSize(2)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void an_agent_dialled_by_ari_is_dialled_answered_and_bridged() {
        assertThat(facts("ari-only-answered"))
                .containsSubsequence(
                        "control-started agent",
                        "channel-dialing agent",
                        "channel-answered agent",
                        "dial-ended agent ANSWER",
                        "bridge-entered agent",
                        "channel-dialing customer");
    }

    /** What it was told of it, twice, is said as the same kind of event. */
    @Test
    void a_phone_asks_once_for_a_transfer_and_names_whom() {
        assertThat(events("phone-transfer"))
                .filteredOn(event -> event.referral() != null)
                .singleElement()
                .satisfies(asked -> {
                    assertThat(asked.leg().orElseThrow().leg()).isEqualTo("agent");
                    assertThat(asked.referral().to()).isEqualTo("1001");
                });
    }

    private List<String> facts(String story) {
        return mapped(story).stream()
                .map(fact -> TypeName.unversioned(fact.getClass()).substring("pbx.".length()) + " "
                        + fact.channelId().substring(27) + detail(fact))
                .toList();
    }

    private static String detail(PbxFact.ChannelFact fact) {
        return switch (fact) {
            case PbxFact.ChannelHungUp hungUp -> " " + hungUp.cause();
            case PbxFact.DialEnded ended -> " " + ended.dialStatus();
            default -> "";
        };
    }

    private List<PbxFact.ChannelFact> mapped(String story) {
        return events(story).stream()
                .flatMap(event -> mapper.map(event, NOON).stream())
                .map(PbxFact.ChannelFact.class::cast)
                .toList();
    }

    private List<AriEvent> events(String story) {
        try (var lines = getClass().getResourceAsStream("/transcripts/" + story + ".ari.jsonl")) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> reader.read(line).orElseThrow())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
