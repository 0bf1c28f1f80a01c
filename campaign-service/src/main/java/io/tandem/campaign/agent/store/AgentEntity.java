package io.tandem.campaign.agent.store;

import io.tandem.campaign.agent.AgentProfile;
import io.tandem.campaign.agent.AgentProfile.Skill;
import io.tandem.campaign.directory.KeptEntry;
import io.tandem.campaign.sql.TenantKey;
import io.tandem.contracts.DirectoryEntry;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;

@Entity
@Table(name = "agent")
class AgentEntity extends KeptEntry<AgentProfile> {

    String name;
    String endpoint;

    @Convert(converter = SkillsColumn.class)
    List<Skill> skills;

    String[] teams;

    protected AgentEntity() {}

    AgentEntity(TenantKey key, AgentProfile profile, Instant now) {
        super(key, now);
        describe(profile, now);
    }

    @Override
    public final void describe(AgentProfile profile, Instant now) {
        name = profile.name();
        endpoint = profile.endpoint();
        skills = profile.skills();
        teams = profile.teams().toArray(String[]::new);
        updatedAt = now;
    }

    @Override
    public AgentProfile value() {
        return new AgentProfile(key.id(), name, endpoint, skills, List.of(teams));
    }

    @Override
    public DirectoryEntry entry() {
        return new DirectoryEntry.Agent(
                key.tenant(),
                key.id(),
                version,
                name,
                endpoint,
                skills.stream()
                        .map(skill -> new DirectoryEntry.Skill(skill.name(), skill.level()))
                        .toList(),
                List.of(teams));
    }
}
