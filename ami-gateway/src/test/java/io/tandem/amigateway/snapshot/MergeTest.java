package io.tandem.amigateway.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.tandem.ami.AmiHeaders;
import io.tandem.amigateway.Recorded;
import io.tandem.amigateway.fact.AmiFactMapper;
import io.tandem.amigateway.fact.CallChannels;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import io.tandem.contracts.PbxFact.ChannelFact;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MergeTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final String CALL = "01JD8ZQ3V5W6X7Y8Z9ABCD0001";
    private static final String AGENT = CALL + ".agent";
    private static final String ROOM = "52c52fbe-ef9a-48d9-a79f-313b939a0cb4";

    private final CallChannels calls = new CallChannels("pbx-1", 100);
    private final Belief belief = new Belief(100);
    private final Lists lists = new Lists(calls);

    @Nested
    class with_what_a_real_pbx_said {

        @Test
        void tells_after_a_reconnect_what_came_and_what_went_unseen() {
            hear("reconnect-before");
            list("reconnect-after");

            var merged = merge();

            assertThat(merged.unseen())
                    .containsExactly(
                            new PbxFact.ChannelCreated(
                                    call(5), "pbx-1", FactSource.AMI, NOON, call(5) + ".agent", name(5), true),
                            new PbxFact.ChannelAnswered(
                                    call(5), "pbx-1", FactSource.AMI, NOON, call(5) + ".agent", true),
                            new PbxFact.ConferenceJoined(
                                    call(5), "pbx-1", FactSource.AMI, NOON, call(5) + ".agent", true));
            assertThat(merged.missing()).containsExactly(call(2) + ".agent", call(2) + ".customer");
            assertThat(merged.channels())
                    .extracting(PbxFact.LiveChannel::channelId)
                    .containsExactlyInAnyOrder(
                            call(3) + ".agent", call(3) + ".customer", call(4) + ".agent", call(5) + ".agent");
            assertThat(merged.divergences())
                    .isEqualTo(Map.of(Divergence.UNKNOWN_CHANNEL, 1, Divergence.MISSING_CHANNEL, 2));
            assertThat(belief.calls()).isEqualTo(3);
        }

        @Test
        void misses_all_channels_of_a_pbx_that_was_killed() {
            hear("killed-before");
            list("killed-after");

            assertThat(merge().missing())
                    .containsExactly(
                            call(7) + ".agent", call(7) + ".customer", call(8) + ".agent", call(8) + ".customer");
        }

        @Test
        void finds_nothing_to_say_after_a_restart_that_told_each_hang_up() {
            hear("restart-before");
            list("restart-after");

            assertThat(merge()).isEqualTo(new Merged(List.of(), List.of(), List.of(), Map.of()));
        }

        @Test
        void tells_of_calls_that_came_in_unheard() {
            list("inbound-listed");

            var merged = merge();

            assertThat(merged.unseen())
                    .extracting(ChannelFact::callId, ChannelFact::channelId, Object::getClass)
                    .containsExactly(
                            tuple("pbx-1:1795291274.122", "1795291274.122", PbxFact.ChannelCreated.class),
                            tuple("pbx-1:1795291274.122", "1795291274.122", PbxFact.ChannelAnswered.class),
                            tuple("pbx-1:1795291285.123", "1795291285.123", PbxFact.ChannelCreated.class),
                            tuple("pbx-1:1795291285.123", "1795291285.123", PbxFact.ChannelAnswered.class));
            assertThat(belief.calls()).isEqualTo(2);
        }

        private String name(int n) {
            return Recorded.events("reconnect-after").stream()
                    .filter(e -> e.name().equals("CoreShowChannel"))
                    .filter(e -> e.headers().text("Uniqueid").startsWith(call(n)))
                    .map(e -> e.headers().text("Channel"))
                    .findFirst()
                    .orElseThrow();
        }

        private void hear(String story) {
            var mapper = new AmiFactMapper("pbx-1", calls);
            Recorded.events(story).forEach(e -> mapper.fact(e, NOON).ifPresent(belief::admit));
        }

        private void list(String story) {
            Recorded.events(story).forEach(e -> {
                switch (e.name()) {
                    case "CoreShowChannel" -> lists.channel(e.headers());
                    case "BridgeListItem" -> lists.bridge(e.headers());
                    case "ConfbridgeListRooms" -> lists.room(e.headers());
                    default -> {}
                }
            });
        }
    }

    @Nested
    class with_events_that_came_meanwhile {

        @Test
        void tells_no_beginning_that_is_told_anyway() {
            row(AGENT, "Up", "");

            var merged = merge(created(), answered());

            assertThat(merged.unseen()).isEmpty();
            assertThat(merged.divergences()).isEmpty();
        }

        @Test
        void tells_the_beginning_before_the_end_of_a_channel_that_hung_up_meanwhile() {
            row(AGENT, "Up", "");

            var merged = merge(hungUp());
            belief.admit(hungUp());

            assertThat(merged.unseen())
                    .extracting(Object::getClass)
                    .isEqualTo(List.of(PbxFact.ChannelCreated.class, PbxFact.ChannelAnswered.class));
            assertThat(merged.channels())
                    .extracting(PbxFact.LiveChannel::channelId)
                    .containsExactly(AGENT);
            assertThat(belief.calls()).isZero();
        }

        @Test
        void leaves_an_end_that_was_read_after_the_list_to_its_own_hang_up() {
            belief.admit(created());

            var merged = merge(hungUp());

            assertThat(merged.missing()).isEmpty();
            assertThat(merged.divergences()).isEmpty();
            assertThat(merged.channels()).hasSize(1);
        }

        @Test
        void takes_a_late_word_about_a_channel_that_is_gone_for_no_sign_of_life() {
            belief.admit(created());

            var merged = merge(new PbxFact.DialEnded(CALL, "pbx-1", FactSource.AMI, NOON, AGENT, "BUSY"));

            assertThat(merged.missing()).containsExactly(AGENT);
            assertThat(merged.channels()).isEmpty();
        }

        @Test
        void knows_a_beginning_that_is_read_even_after_the_snapshot() {
            row(AGENT, "Up", ROOM);
            room(ROOM, CALL);

            merge();

            assertThat(belief.admit(created())).isFalse();
            assertThat(belief.admit(answered())).isFalse();
            assertThat(belief.admit(joined())).isFalse();
            assertThat(belief.admit(hungUp())).isTrue();
        }
    }

    @Nested
    class with_a_channel_that_is_known {

        @Test
        void says_nothing_when_all_is_as_believed() {
            belief.admit(created());
            belief.admit(answered());
            belief.admit(joined());
            row(AGENT, "Up", ROOM);
            room(ROOM, CALL);

            assertThat(merge().divergences()).isEmpty();
        }

        @Test
        void tells_an_answer_and_a_bridge_that_nobody_saw() {
            belief.admit(created());
            row(AGENT, "Up", CALL + ".bridge");

            var merged = merge();

            assertThat(merged.unseen())
                    .containsExactly(
                            new PbxFact.ChannelAnswered(CALL, "pbx-1", FactSource.AMI, NOON, AGENT, true),
                            new PbxFact.BridgeEntered(
                                    CALL, "pbx-1", FactSource.AMI, NOON, AGENT, CALL + ".bridge", true));
            assertThat(merged.divergences())
                    .isEqualTo(Map.of(Divergence.UNSEEN_ANSWER, 1, Divergence.UNSEEN_MEMBER, 1));
        }

        @Test
        void tells_that_it_left_its_room() {
            belief.admit(created());
            belief.admit(answered());
            belief.admit(joined());
            row(AGENT, "Up", CALL + ".bridge");

            assertThat(merge().unseen())
                    .extracting(Object::getClass)
                    .isEqualTo(List.of(PbxFact.ConferenceLeft.class, PbxFact.BridgeEntered.class));
        }

        @Test
        void leaves_its_room_to_the_events_that_came_meanwhile() {
            belief.admit(created());
            belief.admit(answered());
            row(AGENT, "Up", ROOM);
            room(ROOM, CALL);

            assertThat(merge(new PbxFact.ConferenceLeft(CALL, "pbx-1", FactSource.AMI, NOON, AGENT))
                            .unseen())
                    .isEmpty();
        }
    }

    @Test
    void what_is_not_named_after_a_call_is_nobodys() {
        row("1795232644.12", "Up", "");

        assertThat(merge()).isEqualTo(new Merged(List.of(), List.of(), List.of(), Map.of()));
    }

    @Test
    void counts_a_bridge_and_a_room_that_were_left_behind() {
        lists.bridge(AmiHeaders.of("BridgeUniqueid: " + CALL + ".bridge\r\nBridgeCreator: Stasis\r\n"));
        lists.room(AmiHeaders.of("Conference: " + CALL + "\r\n"));
        lists.room(AmiHeaders.of("Conference: lobby\r\n"));

        assertThat(merge().divergences()).isEqualTo(Map.of(Divergence.EMPTY_BRIDGE, 1, Divergence.STRANGE_ROOM, 1));
    }

    @Test
    void a_belief_is_bounded_and_forgets_the_oldest() {
        var small = new Belief(2);
        for (int n = 1; n <= 3; n++) {
            small.admit(
                    new PbxFact.ChannelCreated(call(n), "pbx-1", FactSource.AMI, NOON, call(n) + ".agent", "x", false));
        }

        assertThat(small.channels()).containsExactlyInAnyOrder(call(2) + ".agent", call(3) + ".agent");
    }

    private Merged merge(ChannelFact... held) {
        return Merge.of("pbx-1", NOON, lists, belief, List.of(held));
    }

    private void row(String channelId, String state, String bridgeId) {
        lists.channel(AmiHeaders.of("Channel: PJSIP/x-1\r\nChannelStateDesc: " + state + "\r\nUniqueid: " + channelId
                + "\r\nBridgeId: " + bridgeId + "\r\n"));
    }

    private void room(String bridgeId, String name) {
        lists.bridge(AmiHeaders.of(
                "BridgeUniqueid: " + bridgeId + "\r\nBridgeCreator: ConfBridge\r\nBridgeName: " + name + "\r\n"));
    }

    private static String call(int n) {
        return CALL.substring(0, 25) + n;
    }

    private static PbxFact.ChannelCreated created() {
        return new PbxFact.ChannelCreated(CALL, "pbx-1", FactSource.AMI, NOON, AGENT, "PJSIP/x-1", false);
    }

    private static PbxFact.ChannelAnswered answered() {
        return new PbxFact.ChannelAnswered(CALL, "pbx-1", FactSource.AMI, NOON, AGENT, false);
    }

    private static PbxFact.ConferenceJoined joined() {
        return new PbxFact.ConferenceJoined(CALL, "pbx-1", FactSource.AMI, NOON, AGENT);
    }

    private static PbxFact.ChannelHungUp hungUp() {
        return new PbxFact.ChannelHungUp(CALL, "pbx-1", FactSource.AMI, NOON, AGENT, 16, null, null, false);
    }
}
