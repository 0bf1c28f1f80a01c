package io.tandem.aricontroller.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AriFactMapperTest {

    private static final String CALL = "01M7Y2ZZZSN4V1R3DK42E76N0R";
    private static final String CUSTOMER = CALL + ".customer";
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final AriFactMapper mapper = new AriFactMapper("pbx-1");

    @Test
    void a_dial_that_ends_badly_tells_how() {
        assertThat(map(event("Dial", CUSTOMER, "Down", null, "CONGESTION", List.of())))
                .containsExactly(new PbxFact.DialEnded(CALL, "pbx-1", FactSource.ARI, NOON, CUSTOMER, "CONGESTION"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROGRESS", "PROCEEDING"})
    void early_media_is_neither_ringing_nor_an_answer(String status) {
        assertThat(map(event("Dial", CUSTOMER, "Down", null, status, List.of())))
                .isEmpty();
    }

    @Test
    void the_role_is_what_the_dialplan_said() {
        assertThat(map(event("StasisStart", CALL + ".agent", "Up", null, "", List.of(CALL, "agent"))))
                .containsExactly(new PbxFact.ControlStarted(
                        CALL, "pbx-1", FactSource.ARI, NOON, CALL + ".agent", "agent", "tandem-0-x"));
    }

    @Test
    void only_the_calls_own_bridge_counts() {
        assertThat(map(event("ChannelEnteredBridge", CUSTOMER, "Up", CALL + ".bridge", "", List.of())))
                .containsExactly(
                        new PbxFact.BridgeEntered(CALL, "pbx-1", FactSource.ARI, NOON, CUSTOMER, CALL + ".bridge"));
        assertThat(map(event("ChannelEnteredBridge", CUSTOMER, "Up", "425a2590-5d68", "", List.of())))
                .isEmpty();
        assertThat(map(event("ChannelLeftBridge", CUSTOMER, "Up", "425a2590-5d68", "", List.of())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"StasisStart", "ChannelDestroyed", "Dial", "ChannelStateChange"})
    void foreign_channels_give_no_fact(String type) {
        assertThat(map(event(type, "1795235274.676", "Up", null, "", List.of(CALL, "agent"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ChannelVarset", "ChannelHangupRequest", "ChannelDialplan", "ANewOne"})
    void what_tells_nothing_gives_no_fact(String type) {
        assertThat(map(event(type, CUSTOMER, "Up", null, "", List.of()))).isEmpty();
    }

    @Test
    void a_key_that_was_pressed_is_told_with_the_pbxs_time_of_it() {
        var key = new AriEvent.Key("7", NOON.minusMillis(40));
        var channel = new AriEvent.Channel(CUSTOMER, "PJSIP/carrier-0001", "Up");
        var event = new AriEvent("ChannelDtmfReceived", "tandem-0-x", channel, null, "", 0, null, null, List.of(), key);

        assertThat(map(event)).singleElement().isInstanceOfSatisfying(PbxFact.DtmfPressed.class, pressed -> {
            assertThat(pressed.digit()).isEqualTo("7");
            assertThat(pressed.pressedAt()).isEqualTo(key.at());
            assertThat(pressed).hasToString("DtmfPressed[channelId=" + CUSTOMER + ", pressedAt=" + key.at() + "]");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"ChannelCreated", "StasisStart", "ChannelEnteredBridge", "ChannelDestroyed"})
    void a_snoop_is_no_party_and_gives_no_fact(String type) {
        var snoop = CUSTOMER.replace("customer", "snoop.7");

        assertThat(map(event(type, snoop, "Up", "", "", List.of()))).isEmpty();
    }

    @Test
    void of_a_supervisor_only_the_end_is_told() {
        var supervisor = CUSTOMER.replace("customer", "supervisor.7");

        assertThat(map(event("StasisStart", supervisor, "Up", "", "", List.of())))
                .isEmpty();
        assertThat(map(event("ChannelDestroyed", supervisor, "Up", "", "", List.of())))
                .singleElement()
                .isInstanceOf(PbxFact.SupervisionEnded.class);
    }

    private List<PbxFact.CallFact> map(AriEvent event) {
        return mapper.map(event, NOON);
    }

    private static AriEvent event(
            String type, String channelId, String state, String bridge, String dialStatus, List<String> args) {
        var channel = new AriEvent.Channel(channelId, "PJSIP/carrier-0001", state);
        return new AriEvent(type, "tandem-0-x", channel, bridge, dialStatus, 0, null, null, args, null);
    }
}
