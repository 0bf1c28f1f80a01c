package io.tandem.aricontroller.fact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallIdsTest {

    private static final String CALLER = "1795289877.4";
    private static final String CALL = "pbx-1:" + CALLER;

    @ParameterizedTest
    @ValueSource(strings = {"01M7Y2ZZZSN4V1R3DK42E76N0R", CALL, "london.2:host-a-1795289877.4"})
    void a_call_is_named_by_us_or_after_its_callers_channel(String callId) {
        assertThat(CallIds.isCallId(callId)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                CALLER,
                ":" + CALLER,
                "pbx-1:",
                "pbx-1:1795289877",
                "pbx-1:1795289877.",
                "pbx-1:.4",
                "pbx-1:1795289877.4.agent",
                "pbx-1:1795289877.4/../x",
                "pbx 1:1795289877.4",
                "a:b:1795289877.4"
            })
    void nothing_else_is_a_calls_name(String callId) {
        assertThat(CallIds.isCallId(callId)).isFalse();
    }

    @Test
    void a_caller_is_the_customer_of_a_call_named_after_them() {
        var leg = LegId.ofCaller("pbx-1", CALLER).orElseThrow();

        assertThat(leg).isEqualTo(new LegId(CALL, LegId.CUSTOMER));
        assertThat(leg.channelId()).isEqualTo(CALLER);
        assertThat(LegId.customerOf(CALL)).isEqualTo(CALLER);
        assertThat(LegId.in(CALL, CALLER)).contains(leg);
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent.7", "party.2", "supervisor.3", "snoop.4", "tap.1", "bridge", "hold.12", "play.300"})
    void what_is_made_for_it_tells_its_call(String leg) {
        assertThat(LegId.of(CALL + "." + leg)).contains(new LegId(CALL, leg));
        assertThat(LegId.of("london.2:host-a-" + CALLER + "." + leg))
                .contains(new LegId("london.2:host-a-" + CALLER, leg));
    }

    @ParameterizedTest
    @ValueSource(strings = {CALL, CALL + ".customer", CALL + ".", CALL + ".agent.", "pbx-1:agent.7"})
    void any_other_name_is_foreign(String channelId) {
        assertThat(LegId.of(channelId)).isEmpty();
    }

    @Test
    void another_calls_legs_are_not_in_it() {
        assertThat(LegId.in(CALL, "pbx-1:1795289877.5.agent.7")).isEmpty();
        assertThat(LegId.in(CALL, "1795289877.5")).isEmpty();
    }

    @Test
    void its_recordings_and_their_bridges_tell_it() {
        var id = RecordingId.of(CALL + "-3").orElseThrow();

        assertThat(id).isEqualTo(new RecordingId(CALL, 3));
        assertThat(RecordingId.ofBridge(id.bridge(RecordingId.Side.LEFT))).contains(id);
        assertThat(RecordingId.of(CALLER + "-3")).isEmpty();
    }

    @Test
    void no_two_steps_of_what_is_played_have_one_name() {
        assertThat(LegId.playOf(CALL, 3, 0)).isNotEqualTo(LegId.playOf(CALL, 2, 99));
        assertThat(LegId.of(LegId.playOf(CALL, 3, 12))).contains(new LegId(CALL, "play.312"));
    }
}
