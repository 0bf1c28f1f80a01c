package io.tandem.callstate.agent;

import io.tandem.contracts.AgentStatus;
import org.jspecify.annotations.Nullable;

/**
 * Where an agent is. {@code version} 0 is an agent of whom nothing was ever stored.
 *
 * @param rest what the agent goes back to when the call is over; the status itself while there is no call
 * @param callId the call for which the agent is reserved, rung or talking
 */
public record Presence(
        String tenant,
        String agentId,
        long version,
        AgentStatus status,
        AgentStatus rest,
        @Nullable String reason,
        @Nullable String callId) {

    public static Presence unknown(String tenant, String agentId) {
        return new Presence(tenant, agentId, 0, AgentStatus.OFFLINE, AgentStatus.OFFLINE, null, null);
    }

    public boolean busy() {
        return callId != null;
    }
}
