package io.tandem.callstate.call;

import io.tandem.contracts.CallOutcome;
import io.tandem.contracts.CallState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which calls are asked for; null asks for any. {@code since} is included, {@code until} is not; both mean the time of the request. */
public record CallFilter(
        @Nullable CallState state,
        @Nullable String agentId,
        @Nullable String campaignId,
        @Nullable String number,
        @Nullable CallOutcome outcome,
        @Nullable Instant since,
        @Nullable Instant until) {

    public boolean admits(Call call) {
        var plan = call.plan();
        return is(state, call.state())
                && is(agentId, call.agentId())
                && is(campaignId, plan.campaignId())
                && is(number, plan.customerNumber())
                && is(outcome, call.phase() instanceof Phase.Ended e ? e.outcome() : null)
                && (since == null || !plan.requestedAt().isBefore(since))
                && (until == null || plan.requestedAt().isBefore(until));
    }

    /** Calls in the history have ended. */
    public boolean admitsEnded() {
        return state == null || state == CallState.ENDED;
    }

    private static boolean is(@Nullable Object wanted, @Nullable Object found) {
        return wanted == null || wanted.equals(found);
    }
}
