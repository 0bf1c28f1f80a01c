package io.tandem.campaign.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.campaign.contact.CallStep.AgentReached;
import io.tandem.campaign.contact.CallStep.Dialed;
import io.tandem.campaign.contact.CallStep.Ended;
import io.tandem.campaign.contact.CallStep.Joined;
import io.tandem.campaign.contact.CallStep.Lost;
import io.tandem.campaign.contact.CallStep.PickedUp;
import io.tandem.campaign.contact.CallStep.Rang;
import io.tandem.campaign.contact.ContactProgress.Rules;
import io.tandem.campaign.contact.ContactProgress.Transition;
import io.tandem.campaign.contact.ContactProgress.Transition.Completed;
import io.tandem.campaign.contact.ContactProgress.Transition.Exhausted;
import io.tandem.campaign.contact.ContactProgress.Transition.Ignored;
import io.tandem.campaign.contact.ContactProgress.Transition.Moved;
import io.tandem.campaign.contact.ContactProgress.Transition.RetryAfter;
import io.tandem.campaign.contact.ContactProgress.Transition.Returned;
import io.tandem.campaign.contact.ContactProgress.Underway;
import io.tandem.contracts.CallOutcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContactProgressTest {

    private static final Underway CLAIMED = new Underway(ContactState.DIALING, false, 0);
    private static final Underway DIALED = new Underway(ContactState.DIALING, true, 0);
    private static final Underway RINGING = new Underway(ContactState.RINGING, true, 0);
    private static final Underway ANSWERED = new Underway(ContactState.ANSWERED, true, 0);
    private static final Underway CONNECTED = new Underway(ContactState.CONNECTED, true, 0);

    @Nested
    class while_the_call_goes_on {

        @Test
        void the_contact_follows_the_call() {
            assertThat(on(CLAIMED, new AgentReached())).isEqualTo(new Moved(ContactState.DIALING, false));
            assertThat(on(CLAIMED, new Dialed())).isEqualTo(new Moved(ContactState.DIALING, true));
            assertThat(on(DIALED, new Rang())).isEqualTo(new Moved(ContactState.RINGING, true));
            assertThat(on(RINGING, new PickedUp())).isEqualTo(new Moved(ContactState.ANSWERED, true));
            assertThat(on(ANSWERED, new Joined())).isEqualTo(new Moved(ContactState.CONNECTED, true));
        }

        @Test
        void steps_that_were_not_told_are_jumped_over() {
            assertThat(on(CLAIMED, new Joined())).isEqualTo(new Moved(ContactState.CONNECTED, true));
        }

        @Test
        void the_contact_never_moves_backwards() {
            assertThat(on(CONNECTED, new Rang())).isEqualTo(new Ignored("the contact is already CONNECTED"));
            assertThat(on(RINGING, new AgentReached())).isInstanceOf(Ignored.class);
        }

        @Test
        void the_agents_progress_does_not_undo_that_the_contact_was_dialled() {
            assertThat(on(DIALED, new AgentReached())).isEqualTo(new Moved(ContactState.DIALING, true));
        }
    }

    @Nested
    class at_the_end_of_the_call {

        @Test
        void a_contact_who_answered_is_done() {
            assertThat(on(CONNECTED, new Ended(CallOutcome.ANSWERED))).isEqualTo(new Completed());
        }

        @Test
        void a_busy_contact_is_called_again_as_the_rule_says() {
            assertThat(on(DIALED, new Ended(CallOutcome.BUSY)))
                    .isEqualTo(new RetryAfter(Duration.ofSeconds(300), CallOutcome.BUSY));
        }

        @Test
        void the_rule_is_used_up_after_its_times() {
            assertThat(after(1, CallOutcome.BUSY)).isInstanceOf(RetryAfter.class);
            assertThat(after(2, CallOutcome.BUSY)).isEqualTo(new Exhausted(CallOutcome.BUSY));
            assertThat(after(0, CallOutcome.NO_ANSWER)).isInstanceOf(RetryAfter.class);
            assertThat(after(1, CallOutcome.NO_ANSWER)).isEqualTo(new Exhausted(CallOutcome.NO_ANSWER));
        }

        @ParameterizedTest
        @EnumSource(
                value = CallOutcome.class,
                names = {"CONGESTION", "INVALID_NUMBER", "REJECTED", "MACHINE", "ABANDONED", "CANCELLED", "FAILED"})
        void without_a_rule_the_contact_is_exhausted_at_once(CallOutcome outcome) {
            assertThat(on(DIALED, new Ended(outcome))).isEqualTo(new Exhausted(outcome));
        }

        @Test
        void a_rule_for_an_invalid_number_is_followed() {
            var rules = new Rules(List.of(new RetryRule(CallOutcome.INVALID_NUMBER, Duration.ofSeconds(9), 1)), 5, 0);

            assertThat(ContactProgress.on(DIALED, new Ended(CallOutcome.INVALID_NUMBER), rules))
                    .isEqualTo(new RetryAfter(Duration.ofSeconds(9), CallOutcome.INVALID_NUMBER));
        }

        @Test
        void a_call_whose_fate_is_unknown_is_never_made_again() {
            assertThat(on(DIALED, new Ended(CallOutcome.UNKNOWN))).isEqualTo(new Exhausted(CallOutcome.UNKNOWN));
            assertThat(on(CLAIMED, new Lost())).isEqualTo(new Exhausted(CallOutcome.UNKNOWN));
        }
    }

    @Nested
    class when_it_was_our_fault {

        @ParameterizedTest
        @EnumSource(
                value = CallOutcome.class,
                names = {"AGENT_NO_ANSWER", "AGENT_HUNG_UP", "CANCELLED", "FAILED"})
        void a_contact_who_was_not_dialled_is_given_back(CallOutcome outcome) {
            assertThat(on(CLAIMED, new Ended(outcome))).isEqualTo(new Returned(outcome));
        }

        @Test
        void the_fifth_time_the_contact_is_given_up() {
            assertThat(on(new Underway(ContactState.DIALING, false, 3), new Ended(CallOutcome.CANCELLED)))
                    .isInstanceOf(Returned.class);
            assertThat(on(new Underway(ContactState.DIALING, false, 4), new Ended(CallOutcome.CANCELLED)))
                    .isEqualTo(new Exhausted(CallOutcome.FAILED));
        }

        @Test
        void a_contact_who_picked_up_is_not_called_again_at_once() {
            assertThat(on(ANSWERED, new Ended(CallOutcome.AGENT_HUNG_UP)))
                    .isEqualTo(new Exhausted(CallOutcome.AGENT_HUNG_UP));
        }
    }

    private static Transition on(Underway contact, CallStep step) {
        return ContactProgress.on(contact, step, new Rules(RetryRule.DEFAULT, 5, 0));
    }

    private static Transition after(int sameOutcome, CallOutcome outcome) {
        return ContactProgress.on(DIALED, new Ended(outcome), new Rules(RetryRule.DEFAULT, 5, sameOutcome));
    }
}
