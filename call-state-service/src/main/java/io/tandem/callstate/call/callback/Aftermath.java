package io.tandem.callstate.call.callback;

import io.tandem.contracts.CallOutcome;
import java.time.Duration;
import java.time.Instant;

/** What an attempt's outcome means to the callback. Pure. */
sealed interface Aftermath {

    /** An agent who did not take the call costs the person no attempt, and nothing but this. */
    Duration AFTER_AGENT = Duration.ofSeconds(20);

    record Done() implements Aftermath {}

    /** @param counts among the attempts */
    record Again(Instant dueAt, boolean counts) implements Aftermath {}

    record GivenUp(String reason) implements Aftermath {}

    /**
     * @param attempts how often the person is called at most
     * @param between from the end of one attempt to the next
     */
    record Policy(int attempts, Duration between) {}

    /** @param tries attempts that counted before this one */
    static Aftermath of(CallOutcome outcome, int tries, Instant endedAt, Instant notAfter, Policy policy) {
        return switch (outcome) {
            case ANSWERED -> new Done();
            case NO_ANSWER, BUSY, CONGESTION, REJECTED, MACHINE, ABANDONED, CANCELLED, FAILED ->
                tries + 1 >= policy.attempts()
                        ? new GivenUp(outcome + " at attempt " + (tries + 1) + " of " + policy.attempts())
                        : again(endedAt.plus(policy.between()), true, notAfter);
            case AGENT_NO_ANSWER, AGENT_HUNG_UP -> again(endedAt.plus(AFTER_AGENT), false, notAfter);
            case INVALID_NUMBER -> new GivenUp("the number cannot be reached");
            case UNKNOWN -> new GivenUp("nobody knows what became of the last attempt");
        };
    }

    private static Aftermath again(Instant dueAt, boolean counts, Instant notAfter) {
        return dueAt.isAfter(notAfter)
                ? new GivenUp("its time is over before it could be tried again")
                : new Again(dueAt, counts);
    }
}
