package io.tandem.aricontroller.fact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LegIdTest {

    private static final String CALL = "01M7Y2ZZZSN4V1R3DK42E76N0R";

    @ParameterizedTest
    @ValueSource(strings = {"agent", "customer", "party.2"})
    void a_channel_of_ours_tells_its_call_and_leg(String leg) {
        assertThat(LegId.of(CALL + "." + leg)).contains(new LegId(CALL, leg));
        assertThat(new LegId(CALL, leg).channelId()).isEqualTo(CALL + "." + leg);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1795235274.676",
                "",
                CALL,
                CALL + ".",
                CALL + ".AGENT",
                CALL + ".agent.",
                CALL + ".agent,other",
                "01m7y2zzzsn4v1r3dk42e76n0r.agent",
                "01M7Y2ZZZSN4V1R3DK42E76N0RX.agent"
            })
    void any_other_channel_is_foreign(String channelId) {
        assertThat(LegId.of(channelId)).isEmpty();
    }

    @Test
    void the_bridge_is_named_after_the_call() {
        assertThat(LegId.bridgeOf(CALL)).isEqualTo(CALL + ".bridge");
    }
}
