package io.tandem.callstate.routing;

import io.tandem.contracts.AgentStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An agent of the directory as they are now.
 *
 * @param reservedForIt the agent is reserved for this very call: whoever did so did not come to offer it
 * @param idle how long they have been available
 * @param answeredToday calls from queues that they answered since midnight UTC
 * @param lastOffered when they were last offered a call, in ms since 1970; 0: never
 */
public record Candidate(
        String agentId,
        Map<String, Integer> skills,
        List<String> teams,
        AgentStatus status,
        boolean reservedForIt,
        Duration idle,
        int answeredToday,
        long lastOffered) {

    public Candidate {
        skills = Map.copyOf(skills);
        teams = List.copyOf(teams);
    }

    boolean takesCalls() {
        return status == AgentStatus.AVAILABLE || reservedForIt;
    }

    int level(String skill) {
        return skills.getOrDefault(skill, 0);
    }
}
