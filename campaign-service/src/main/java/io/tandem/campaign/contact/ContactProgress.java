package io.tandem.campaign.contact;

import io.tandem.contracts.CallOutcome;
import java.time.Duration;
import java.util.List;

/**
 * How a contact moves as the one call of its attempt goes. It never moves backwards while a call is under way, and only a call that
 * reached nobody through our own fault gives it back as if nothing had been tried.
 *
 * <pre>
 * PENDING, RETRY -claim-> DIALING -> RINGING -> ANSWERED -> CONNECTED
 * any of these four, on the end of the call:
 *   ANSWERED                              -> COMPLETED
 *   a rule is left for the outcome        -> RETRY
 *   our fault (agent, nothing dialled)    -> PENDING, after maxFaults such -> EXHAUSTED (FAILED)
 *   anything else, UNKNOWN always         -> EXHAUSTED
 * </pre>
 */
public final class ContactProgress {

    /**
     * A contact with a call under way.
     *
     * @param dialed whether the contact's own phone was dialled in this attempt
     * @param faults attempts that failed through our fault so far
     */
    public record Underway(ContactState state, boolean dialed, int faults) {}

    /** {@code sameOutcome}: how many earlier attempts of the contact ended with the outcome at hand. */
    public record Rules(List<RetryRule> retry, int maxFaults, int sameOutcome) {}

    public sealed interface Transition {

        record Moved(ContactState state, boolean dialed) implements Transition {}

        record Completed() implements Transition {}

        record RetryAfter(Duration delay, CallOutcome outcome) implements Transition {}

        /** Back in the line as if it had not been tried. */
        record Returned(CallOutcome outcome) implements Transition {}

        record Exhausted(CallOutcome outcome) implements Transition {}

        record Ignored(String why) implements Transition {}
    }

    public static Transition on(Underway contact, CallStep step, Rules rules) {
        return switch (step) {
            case CallStep.AgentReached _ -> forward(contact, ContactState.DIALING, contact.dialed());
            case CallStep.Dialed _ -> forward(contact, ContactState.DIALING, true);
            case CallStep.Rang _ -> forward(contact, ContactState.RINGING, true);
            case CallStep.PickedUp _ -> forward(contact, ContactState.ANSWERED, true);
            case CallStep.Joined _ -> forward(contact, ContactState.CONNECTED, true);
            case CallStep.Ended(var outcome) -> ended(contact, outcome, rules);
            case CallStep.Lost _ -> new Transition.Exhausted(CallOutcome.UNKNOWN);
        };
    }

    private static Transition forward(Underway contact, ContactState state, boolean dialed) {
        return contact.state().compareTo(state) > 0
                ? new Transition.Ignored("the contact is already " + contact.state())
                : new Transition.Moved(state, dialed);
    }

    private static Transition ended(Underway contact, CallOutcome outcome, Rules rules) {
        return switch (outcome) {
            case ANSWERED -> new Transition.Completed();
            case AGENT_NO_ANSWER, AGENT_HUNG_UP ->
                hasPickedUp(contact) ? new Transition.Exhausted(outcome) : ourFault(contact, outcome, rules);
            case CANCELLED, FAILED -> contact.dialed() ? byRule(outcome, rules) : ourFault(contact, outcome, rules);
            case BUSY, NO_ANSWER, CONGESTION, INVALID_NUMBER, REJECTED, MACHINE, ABANDONED -> byRule(outcome, rules);
            case UNKNOWN -> new Transition.Exhausted(CallOutcome.UNKNOWN);
        };
    }

    /** Whoever picked up is not called again at once because our side let them down. */
    private static boolean hasPickedUp(Underway contact) {
        return contact.state() == ContactState.ANSWERED || contact.state() == ContactState.CONNECTED;
    }

    private static Transition ourFault(Underway contact, CallOutcome outcome, Rules rules) {
        return contact.faults() + 1 >= rules.maxFaults()
                ? new Transition.Exhausted(CallOutcome.FAILED)
                : new Transition.Returned(outcome);
    }

    private static Transition byRule(CallOutcome outcome, Rules rules) {
        return rules.retry().stream()
                .filter(rule -> rule.outcome() == outcome && rules.sameOutcome() < rule.times())
                .findFirst()
                .<Transition>map(rule -> new Transition.RetryAfter(rule.after(), outcome))
                .orElseGet(() -> new Transition.Exhausted(outcome));
    }

    private ContactProgress() {}
}
