package io.tandem.campaign.contact;

import io.tandem.contracts.CallOutcome;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** After a call that ended so, the contact is called again {@code after} that, at most {@code times} times. */
public record RetryRule(CallOutcome outcome, Duration after, int times) {

    /** Ends of a call that did reach out to the contact; the others are never repeated by a rule. */
    public static final Set<CallOutcome> RETRYABLE = EnumSet.of(
            CallOutcome.BUSY,
            CallOutcome.NO_ANSWER,
            CallOutcome.CONGESTION,
            CallOutcome.INVALID_NUMBER,
            CallOutcome.REJECTED,
            CallOutcome.MACHINE,
            CallOutcome.ABANDONED,
            CallOutcome.CANCELLED,
            CallOutcome.FAILED);

    public static final List<RetryRule> DEFAULT = List.of(
            new RetryRule(CallOutcome.BUSY, Duration.ofSeconds(300), 2),
            new RetryRule(CallOutcome.NO_ANSWER, Duration.ofSeconds(3600), 1));
}
