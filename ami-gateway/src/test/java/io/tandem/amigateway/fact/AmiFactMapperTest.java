package io.tandem.amigateway.fact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.ami.AmiDecoder;
import io.tandem.ami.AmiHeaders;
import io.tandem.ami.AmiLimits;
import io.tandem.ami.AmiMessage;
import io.tandem.ami.EventNames;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import io.tandem.contracts.PbxFact.ChannelFact;
import io.tandem.edge.kafka.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmiFactMapperTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final String CALL = "01M7Y38FP8WGZ6CYQ3SCM4YK54";
    private static final String AGENT = CALL + ".agent";

    private final AmiFactMapper mapper = new AmiFactMapper("pbx-1", new CallChannels("pbx-1", 10));

    /** The goldens hold one fact a line, call ids replaced by their order of appearance. */
    @Nested
    class what_a_real_asterisk_said {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "hybrid-answered",
                    "ami-only-answered",
                    "agent-busy",
                    "agent-no-answer",
                    "agent-unreachable",
                    "customer-busy",
                    "customer-no-answer",
                    "handoff-failed",
                    "inbound-answered",
                    "inbound-refused"
                })
        void becomes_these_facts(String story) {
            assertThat(facts(story, EventNames.all())).isEqualTo(resource("/golden/" + story + ".jsonl"));
        }

        @Test
        void becomes_the_same_facts_when_only_the_events_of_facts_are_read() {
            assertThat(facts("hybrid-answered", EventNames.of(AmiFactMapper.EVENTS)))
                    .isEqualTo(facts("hybrid-answered", EventNames.all()));
        }

        private String facts(String story, EventNames wanted) {
            var decoder = new AmiDecoder(AmiLimits.DEFAULT, wanted);
            var lines = new StringBuilder();
            var wire = new Wire();
            for (var message :
                    decoder.feed(resource("/transcripts/" + story + ".ami").getBytes(UTF_8))) {
                if (message instanceof AmiMessage.Event event) {
                    mapper.fact(event, NOON)
                            .ifPresent(f -> lines.append(wire.write(f)).append('\n'));
                }
            }
            return anonymous(lines.toString());
        }

        private String anonymous(String lines) {
            var names = new LinkedHashMap<String, String>();
            var ids = Pattern.compile("\"callId\":\"([^\"]+)\"").matcher(lines);
            while (ids.find()) {
                names.putIfAbsent(ids.group(1), "call-" + (names.size() + 1));
            }
            var text = lines;
            for (var name : names.entrySet()) {
                text = text.replace(name.getKey(), name.getValue());
            }
            return text;
        }
    }

    @Nested
    class an_event_that_is_not_ours {

        @Test
        void is_no_fact_whatever_its_channel_is_called() {
            for (var id : List.of(
                    "1795232644.12",
                    "",
                    "." + AGENT,
                    CALL,
                    CALL + ".",
                    CALL.toLowerCase(Locale.ROOT) + ".agent",
                    "81M7Y38FP8WGZ6CYQ3SCM4YK54.agent",
                    CALL + "5.agent")) {
                assertThat(fact("Hangup", "Uniqueid: " + id, "Cause: 16"))
                        .as(id)
                        .isEmpty();
            }
        }

        @Test
        void is_no_fact_when_nobody_maps_it() {
            assertThat(fact("HangupRequest", "Uniqueid: " + AGENT, "Cause: 16")).isEmpty();
            assertThat(fact("UserEvent", "Uniqueid: " + AGENT, "UserEvent: Other"))
                    .isEmpty();
            assertThat(fact("Newstate", "Uniqueid: " + AGENT, "ChannelStateDesc: Dialing"))
                    .isEmpty();
            assertThat(fact("DialState", "DestUniqueid: " + AGENT, "DialStatus: PROGRESS"))
                    .isEmpty();
        }

        @Test
        void is_no_fact_in_a_room_or_bridge_of_another_name() {
            assertThat(fact("ConfbridgeJoin", "Uniqueid: " + AGENT, "Conference: lobby"))
                    .isEmpty();
            assertThat(fact("ConfbridgeLeave", "Uniqueid: " + AGENT, "Conference: lobby"))
                    .isEmpty();
            assertThat(fact("BridgeEnter", "Uniqueid: " + AGENT, "BridgeUniqueid: 9a4bddff-269a"))
                    .isEmpty();
            assertThat(fact("BridgeLeave", "Uniqueid: " + AGENT, "BridgeUniqueid: 9a4bddff-269a"))
                    .isEmpty();
        }
    }

    @Nested
    class a_hang_up {

        @Test
        void tells_its_cause_in_all_three_ways() {
            assertThat(fact("Hangup", "Uniqueid: " + AGENT, "Cause: 17", "Cause-txt: User busy", "TechCause: 486"))
                    .contains(new PbxFact.ChannelHungUp(
                            CALL, "pbx-1", FactSource.AMI, NOON, AGENT, 17, "User busy", "486", false));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "unknown", "-1", "99999999999"})
        void has_cause_0_when_none_can_be_read(String cause) {
            assertThat(fact("Hangup", "Uniqueid: " + AGENT, "Cause: " + cause))
                    .contains(new PbxFact.ChannelHungUp(
                            CALL, "pbx-1", FactSource.AMI, NOON, AGENT, 0, null, null, false));
        }
    }

    @Test
    void a_bridge_of_ours_is_told_by_its_id() {
        assertThat(fact("BridgeEnter", "Uniqueid: " + AGENT, "BridgeUniqueid: " + CALL + ".bridge"))
                .contains(new PbxFact.BridgeEntered(CALL, "pbx-1", FactSource.AMI, NOON, AGENT, CALL + ".bridge"));
        assertThat(fact("BridgeLeave", "Uniqueid: " + AGENT, "BridgeUniqueid: " + CALL + ".bridge"))
                .contains(new PbxFact.BridgeLeft(CALL, "pbx-1", FactSource.AMI, NOON, AGENT, CALL + ".bridge"));
    }

    @Test
    void a_failed_hand_off_belongs_to_the_channel_that_says_so_and_not_to_what_it_says() {
        assertThat(fact(
                        "UserEvent",
                        "Uniqueid: " + AGENT,
                        "UserEvent: TandemHandoffFailed",
                        "CallId: 01M7Y38FP8WGZ6CYQ3SCM4YK55",
                        "App: tandem-0-1"))
                .contains(new PbxFact.HandOffFailed(
                        CALL, "pbx-1", FactSource.AMI, NOON, AGENT, "no controller serves application tandem-0-1"));
    }

    private Optional<ChannelFact> fact(String name, String... headers) {
        var text = "Event: " + name + "\r\n" + String.join("\r\n", headers) + "\r\n";
        return mapper.fact(new AmiMessage.Event(name, AmiHeaders.of(text)), NOON);
    }

    private static String resource(String name) {
        try (var in = Objects.requireNonNull(AmiFactMapperTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
