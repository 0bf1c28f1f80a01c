package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.acceptance.suite.Suite;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A phone whose user presses its own transfer key where the operator does not let it (ADR-0018, 0027). */
class ReferIT {

    private static final Duration CALL = Duration.ofSeconds(60);

    private static final Suite SUITE = Suite.running();

    @BeforeAll
    static void the_agent_has_a_phone() {
        SUITE.agents(1803, 1);
    }

    /** The phone sends 7 when it was told that its REFER is declined. */
    @Test
    void is_told_no_and_the_call_goes_on() {
        try (var events = SUITE.events()) {
            var callId = SUITE.call(1803, "+442079460000");
            events.awaitEvent(CALL, callId, "call.connected");

            var pressed = events.awaitEvent(CALL, callId, "call.dtmf").path("data");

            assertThat(pressed.path("leg").asText()).isEqualTo("agent");
            assertThat(pressed.path("digits").asText()).isEqualTo("7");
            assertThat(SUITE.api().get("/calls/" + callId).json().path("state").asText())
                    .isEqualTo("CONNECTED");
            assertThat(events.typesOf(callId)).doesNotContain("call.transfer-started", "call.degraded");
            SUITE.api().post("/calls/" + callId + "/hangup");
            events.awaitEvent(CALL, callId, "call.ended");
        }
    }
}
