package io.tandem.campaign.agent.store;

import io.tandem.campaign.agent.AgentProfile;
import io.tandem.campaign.agent.AgentProfile.Skill;
import io.tandem.campaign.directory.DirectoryRow;
import io.tandem.campaign.sql.TenantKey;
import io.tandem.contracts.DirectoryEntry;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;

@Entity
@Table(name = "agent")
class AgentEntity implements DirectoryRow<AgentProfile> {

    @EmbeddedId
    TenantKey key;

    String name;
    String endpoint;

    @Convert(converter = SkillsColumn.class)
    List<Skill> skills;

    String[] teams;

    /** Of the directory entry; rises also when an agent of the same id is made anew. */
    long version;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    protected AgentEntity() {}

    AgentEntity(TenantKey key, AgentProfile profile, Instant now) {
        this.key = key;
        this.createdAt = now;
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

    @Override
    public TenantKey key() {
        return key;
    }

    @Override
    public Instant updatedAt() {
        return updatedAt;
    }

    @Override
    public long version() {
        return version;
    }

    @Override
    public void setVersion(long next) {
        version = next;
    }
}
