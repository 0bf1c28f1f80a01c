package io.tandem.callstate.agent.store;

import io.tandem.callstate.agent.Presence;

/** An agent as the lists of Redis name them: {@code tenant|agentId}. */
public record AgentMember(String tenant, String agentId) {

    static AgentMember of(Presence p) {
        return new AgentMember(p.tenant(), p.agentId());
    }

    public static AgentMember parse(String text) {
        var parts = text.split("\\|", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("not an agent: " + text);
        }
        return new AgentMember(parts[0], parts[1]);
    }

    @Override
    public String toString() {
        return tenant + "|" + agentId;
    }
}
