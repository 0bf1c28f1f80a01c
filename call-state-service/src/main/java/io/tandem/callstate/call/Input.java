package io.tandem.callstate.call;

import io.tandem.contracts.PbxFact;
import java.time.Instant;

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

    record HangUpRequested(String by, Instant now, Links links) implements Input {}
}
