package io.tandem.callstate.call;

import io.tandem.contracts.CallOutcome;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What we are about with a call: which command is out and what is waited for. What the PBX did is evidence and lives in {@link Leg};
 * a phase is our own doing.
 *
 * <pre>
 * CallingAgent → HandingOff → CallingCustomer → Connected → Ending → Ended
 *       └────────────(ami-only, ari-only)──↗ ⇅        any ↗
 *                                     Screening → LeavingMessage
 * Served ⇄ Connected                      any ↗    a call that came in, or was sent to a queue or a menu
 * </pre>
 */
public sealed interface Phase {

    /**
     * The agent's phone is being called; ends when the agent waits in the room (AMI) or in the bridge (ARI).
     *
     * @param again the first interface gave no sign of the phone, and this is the other: there is no third
     */
    record CallingAgent(boolean again) implements Phase {}

    /** AMI was asked to redirect the agent into our ARI application. Hybrid only. */
    record HandingOff() implements Phase {}

    record CallingCustomer() implements Phase {}

    /** The customer answered, and is listened to before they come to the agent. */
    record Screening() implements Phase {}

    /** A machine answered: the agent is let go, and its greeting waited for. */
    record LeavingMessage() implements Phase {}

    record Connected() implements Phase {}

    /**
     * The caller talks with nobody: hears a menu, music or a message, and may wait for an agent, who is called meanwhile.
     *
     * @param sent how often the call was sent on
     * @param priority 1 (last) to 10 (first)
     * @param missed agents who missed or rejected the call, and when they last did
     * @param rejecting the agent who is offered the call and rejected it just now
     */
    record Served(
            Stay stay,
            int sent,
            int priority,
            Map<String, Instant> missed,
            @Nullable String rejecting) implements Phase {

        public Served {
            missed = Collections.unmodifiableMap(new LinkedHashMap<>(missed));
        }

        static Served arriving(int priority) {
            return new Served(new Stay.Arriving(), 0, priority, Map.of(), null);
        }

        Served in(Stay other) {
            return new Served(other, sent, priority, missed, rejecting);
        }

        Served sentOn() {
            return new Served(stay, sent + 1, priority, missed, null);
        }

        Served rejectedBy(String agentId) {
            return new Served(stay, sent, priority, missed, agentId);
        }

        Served missedBy(String agentId, Instant at) {
            var all = new LinkedHashMap<>(missed);
            all.put(agentId, at);
            return new Served(stay, sent, priority, all, null);
        }
    }

    /** A leg is gone or the end was asked for; the rest is being hung up. {@code verdict}: the outcome, where it was ours to say. */
    record Ending(@Nullable CallOutcome verdict, @Nullable String why) implements Phase {}

    record Ended(CallOutcome outcome, @Nullable String hangupCause) implements Phase {}
}
