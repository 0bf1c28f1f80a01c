package io.tandem.callstate.call;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whom to call into a call that talks, checked and resolved: an agent, or a number in E.164.
 *
 * @param endpoint dial string
 * @param ring how long it rings
 */
public record Target(
        @Nullable String agentId,
        @Nullable String number,
        String endpoint,
        @Nullable String callerId,
        Duration ring) {

    public Target {
        if ((agentId == null) == (number == null)) {
            throw new IllegalArgumentException("a target is an agent or a number");
        }
    }

    /** The same, reached otherwise. */
    public Target at(String otherEndpoint) {
        return new Target(agentId, number, otherEndpoint, callerId, ring);
    }

    /** Of the n-th leg that is called for it. */
    String legId(long n) {
        return (agentId == null ? "party." : "agent.") + n;
    }
}
