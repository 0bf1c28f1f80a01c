package io.tandem.campaign.agent;

import java.util.List;

/** An agent as configured. {@code endpoint} is the dial string of the phone: {@code PJSIP/<endpoint>} or {@code PJSIP/<user>@<endpoint>}. */
public record AgentProfile(String id, String name, String endpoint, List<Skill> skills, List<String> teams) {

    /** {@code level} 1 to 100. */
    public record Skill(String name, int level) {}

    public AgentProfile {
        skills = List.copyOf(skills);
        teams = List.copyOf(teams);
    }
}
