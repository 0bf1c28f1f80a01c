package io.tandem.campaign.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.contracts.CallOutcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AgentLessonTest {

    private static final Duration ABSENT = Duration.ofSeconds(30);
    private static final Duration BUSY = Duration.ofSeconds(5);

    @Test
    void whoever_talked_wraps_up() {
        assertThat(lesson(CallOutcome.ANSWERED, true)).isEqualTo(new AgentLesson.Talked());
    }

    @Test
    void whoever_did_not_take_the_call_is_left_alone_for_a_while() {
        assertThat(lesson(CallOutcome.AGENT_NO_ANSWER, false)).isEqualTo(new AgentLesson.BackOff(ABSENT));
        assertThat(lesson(CallOutcome.AGENT_HUNG_UP, true)).isEqualTo(new AgentLesson.BackOff(ABSENT));
        assertThat(lesson(CallOutcome.FAILED, false)).isEqualTo(new AgentLesson.BackOff(ABSENT));
    }

    @Test
    void whoever_was_not_free_is_asked_again_soon() {
        assertThat(lesson(CallOutcome.CANCELLED, false)).isEqualTo(new AgentLesson.BackOff(BUSY));
    }

    @Test
    void what_happened_at_the_contacts_end_teaches_nothing_about_the_agent() {
        assertThat(lesson(CallOutcome.BUSY, true)).isEqualTo(new AgentLesson.Nothing());
        assertThat(lesson(CallOutcome.FAILED, true)).isEqualTo(new AgentLesson.Nothing());
        assertThat(lesson(CallOutcome.UNKNOWN, false)).isEqualTo(new AgentLesson.Nothing());
    }

    private static AgentLesson lesson(CallOutcome outcome, boolean dialed) {
        return AgentLesson.of(outcome, dialed, new AgentLesson.Pauses(ABSENT, BUSY));
    }
}
