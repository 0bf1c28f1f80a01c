package io.tandem.callstate.call.callback;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.contracts.CallOutcome;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AftermathTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant NEVER = NOON.plus(Duration.ofDays(1));
    private static final Aftermath.Policy THREE = new Aftermath.Policy(3, Duration.ofMinutes(15));

    @Test
    void who_was_talked_with_is_done() {
        assertThat(Aftermath.of(CallOutcome.ANSWERED, 2, NOON, NEVER, THREE)).isEqualTo(new Aftermath.Done());
    }

    @ParameterizedTest
    @EnumSource(
            value = CallOutcome.class,
            names = {"NO_ANSWER", "BUSY", "CONGESTION", "REJECTED", "MACHINE", "ABANDONED", "CANCELLED", "FAILED"})
    void who_was_not_reached_is_called_again_after_a_while_and_given_up_at_the_last_attempt(CallOutcome outcome) {
        assertThat(Aftermath.of(outcome, 0, NOON, NEVER, THREE))
                .isEqualTo(new Aftermath.Again(NOON.plus(Duration.ofMinutes(15)), true));
        assertThat(Aftermath.of(outcome, 1, NOON, NEVER, THREE)).isInstanceOf(Aftermath.Again.class);
        assertThat(Aftermath.of(outcome, 2, NOON, NEVER, THREE))
                .isEqualTo(new Aftermath.GivenUp(outcome + " at attempt 3 of 3"));
    }

    @ParameterizedTest
    @EnumSource(
            value = CallOutcome.class,
            names = {"AGENT_NO_ANSWER", "AGENT_HUNG_UP"})
    void an_agent_who_does_not_take_it_costs_no_attempt(CallOutcome outcome) {
        assertThat(Aftermath.of(outcome, 2, NOON, NEVER, THREE))
                .isEqualTo(new Aftermath.Again(NOON.plus(Aftermath.AFTER_AGENT), false));
    }

    @Test
    void a_number_that_is_none_and_a_call_whose_fate_nobody_knows_are_not_dialled_again() {
        assertThat(Aftermath.of(CallOutcome.INVALID_NUMBER, 0, NOON, NEVER, THREE))
                .isInstanceOf(Aftermath.GivenUp.class);
        assertThat(Aftermath.of(CallOutcome.UNKNOWN, 0, NOON, NEVER, THREE)).isInstanceOf(Aftermath.GivenUp.class);
    }

    @Test
    void nobody_is_called_after_the_time_that_was_asked_for() {
        assertThat(Aftermath.of(CallOutcome.BUSY, 0, NOON, NOON.plus(Duration.ofMinutes(14)), THREE))
                .isInstanceOf(Aftermath.GivenUp.class);
    }
}
