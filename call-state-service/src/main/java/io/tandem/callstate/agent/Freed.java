package io.tandem.callstate.agent;

import io.tandem.contracts.AgentStatus;
import java.util.Optional;

/** An agent takes calls from now on. Told within this process, where the change was made. */
public record Freed(String tenant, String agentId) {

    public static Optional<Freed> of(Presence now) {
        return now.status() == AgentStatus.AVAILABLE
                ? Optional.of(new Freed(now.tenant(), now.agentId()))
                : Optional.empty();
    }
}
