package io.tandem.aricontroller.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.aricontroller.fact.RecordingId.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingIdTest {

    private static final String CALL = "01K0000000000000000000CA11";

    @Test
    void its_bridges_and_tracks_tell_whose_they_are() {
        var id = RecordingId.of(CALL + "-12").orElseThrow();

        assertThat(id.track(Side.LEFT)).isEqualTo(CALL + "-12-left");
        assertThat(id.bridge(Side.RIGHT)).isEqualTo(CALL + ".right.12");
        assertThat(RecordingId.ofBridge(id.bridge(Side.RIGHT))).contains(id);
        assertThat(id.text()).isEqualTo(CALL + "-12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x-1", CALL, CALL + "-0", CALL + "-1/../x", CALL + "-123456", CALL + "-1\n"})
    void what_is_not_of_its_form_is_none(String text) {
        assertThat(RecordingId.of(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {CALL + ".bridge", CALL + ".hold.3", CALL + ".left", CALL + ".monitor"})
    void other_bridges_are_of_no_recording(String bridge) {
        assertThat(RecordingId.ofBridge(bridge)).isEmpty();
    }

    @Test
    void the_customer_is_right_and_everybody_else_left() {
        assertThat(Side.of(new LegId(CALL, "customer"))).isEqualTo(Side.RIGHT);
        assertThat(Side.of(new LegId(CALL, "agent"))).isEqualTo(Side.LEFT);
        assertThat(Side.of(new LegId(CALL, "supervisor.7"))).isEqualTo(Side.LEFT);
    }
}
