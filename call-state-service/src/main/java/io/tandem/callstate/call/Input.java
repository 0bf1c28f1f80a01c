package io.tandem.callstate.call;

import io.tandem.contracts.PbxFact;
import io.tandem.contracts.RouteTarget;
import io.tandem.contracts.ScreeningVerdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What can make a call move; it brings the time and the state of the links with it, for the machine may not look. */
public sealed interface Input {

    Instant now();

    Links links();

    /**
     * The call was just written down; nothing was commanded yet. {@code fence}: number of the agent's reservation, without which the
     * call may not begin; 0 where no agent was reserved.
     */
    record Begin(Instant now, Links links, long fence) implements Input {
        public Begin(Instant now, Links links) {
            this(now, links, 0);
        }
    }

    /** The request cannot be granted: the call ends before anything is dialled. */
    record Decline(String why, Instant now, Links links) implements Input {}

    record Seen(PbxFact.CallFact fact, Instant now, Links links) implements Input {}

    record ControlAsked(Ask ask, Instant now, Links links) implements Input {}

    /**
     * A call came in and was screened.
     *
     * @param verdict ALLOWED, BLOCKED or ROUTED
     * @param to where it goes; null where it is blocked
     */
    record Arrived(
            PbxFact.CallArrived fact,
            ScreeningVerdict verdict,
            String reason,
            @Nullable RouteTarget to,
            Instant now,
            Links links)
            implements Input {}

    /** Somebody looked how far the call has come in its queue, for the first time there. */
    record Noticed(Standing standing, Instant now, Links links) implements Input {}

    /** A caller's time limit in a queue passed. */
    record StillWaiting(PbxFact.DeadlinePassed passed, Standing standing, Instant now, Links links) implements Input {}

    /** An agent was chosen and reserved: {@code fence} is the number of the reservation; {@code reason}: why this one. */
    record Offer(String queueId, Target to, long fence, String reason, Instant now, Links links) implements Input {}

    /** An agent who is offered the call does not want it; {@code agentId} null: whoever it is. */
    record OfferRejected(@Nullable String agentId, Instant now, Links links) implements Input {}

    record HangUpRequested(String by, Instant now, Links links) implements Input {}
}
