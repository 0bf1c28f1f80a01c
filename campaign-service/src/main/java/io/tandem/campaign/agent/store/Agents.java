package io.tandem.campaign.agent.store;

import io.tandem.campaign.agent.AgentProfile;
import io.tandem.campaign.directory.DirectoryNews;
import io.tandem.campaign.directory.DirectoryStore;
import io.tandem.campaign.directory.Kind;
import io.tandem.campaign.sql.TenantKey;
import io.tandem.contracts.DirectoryEntry;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** The agents of every tenant, as entries of the directory. */
@Singleton
public class Agents extends DirectoryStore<AgentProfile, AgentEntity> {

    private static final Kind KIND = new Kind("agent", DirectoryEntry.Agent.class);

    Agents(AgentRepository rows, DirectoryNews news, InstantSource clock) {
        super(KIND, rows, news, clock);
    }

    @Override
    protected String id(AgentProfile value) {
        return value.id();
    }

    @Override
    protected AgentEntity row(TenantKey key, AgentProfile value, Instant now) {
        return new AgentEntity(key, value, now);
    }
}
