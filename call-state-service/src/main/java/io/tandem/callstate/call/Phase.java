package io.tandem.callstate.call;

import io.tandem.contracts.CallOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What we are about with a call: which command is out and what is waited for. What the PBX did is evidence and lives in {@link Leg};
 * a phase is our own doing.
 *
 * <pre>
 * CallingAgent → HandingOff → CallingCustomer → Connected → Ending → Ended
 *       └────────────(ami-only, ari-only)──↗ ⇅        any ↗
 *                                     Screening → LeavingMessage
 * </pre>
 */
public sealed interface Phase {

    /** The agent's phone is being called; ends when the agent waits in the room (AMI) or in the bridge (ARI). */
    record CallingAgent() implements Phase {}

    /** AMI was asked to redirect the agent into our ARI application. Hybrid only. */
    record HandingOff() implements Phase {}

    record CallingCustomer() implements Phase {}

    /** The customer answered, and is listened to before they come to the agent. */
    record Screening() implements Phase {}

    /** A machine answered: the agent is let go, and its greeting waited for. */
    record LeavingMessage() implements Phase {}

    record Connected() implements Phase {}

    /** A leg is gone or the end was asked for; the rest is being hung up. {@code verdict}: the outcome, where it was ours to say. */
    record Ending(@Nullable CallOutcome verdict, @Nullable String why) implements Phase {}

    record Ended(CallOutcome outcome, @Nullable String hangupCause) implements Phase {}
}
