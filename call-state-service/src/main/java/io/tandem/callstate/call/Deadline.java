package io.tandem.callstate.call;

import java.time.Instant;

/** The one time limit that a call has at a time. {@code armed} is the version that set it: an older one that passes is stale. */
public record Deadline(Name name, Instant due, long armed) {

    public enum Name {
        /** Nothing was seen of the agent's channel. */
        AGENT_SIGN,
        /** The agent's phone rang out, and nobody told us. */
        AGENT_RING,
        /** The agent answered and came nowhere. */
        AGENT_JOIN,
        HAND_OFF,
        /** Nothing was seen of the customer's channel. */
        CUSTOMER_SIGN,
        CUSTOMER_RING,
        /** The customer answered and nobody put them together with the agent. */
        CUSTOMER_JOIN,
        /** The customer who is listened to did not come back. */
        SCREENING,

        /** What the PBX did follows from a verdict that was not told yet. */
        VERDICT,

        /** A machine's greeting has no end, or the message. */
        MESSAGE,

        /** Somebody who was called into the call that talks did not answer. */
        TRANSFER,
        /** The customer heard music for as long as a consultation may last. */
        CONSULT,
        /** What was to be done about who is in the call was not said to be done. */
        REGROUP,
        /** Nobody fetched the customer. */
        PARKED,
        /** A caller who waits for an agent is to be told something, or has waited long enough. */
        QUEUE_WAIT,
        /** A menu or a message was not said to be over. */
        SERVICE,
        /** A leg is gone and the other one lives on. */
        ENDING,
        /** Both were told to hang up, and one still was not seen to go. */
        GIVE_UP,
        /** Both are gone and nobody said why; the other interface may. */
        SETTLE,
        /** The call ended a while ago; its timeline moves to the history. */
        ARCHIVE
    }
}
