package io.tandem.campaign.agent.store;

import io.smallrye.mutiny.Uni;
import io.tandem.campaign.agent.AgentProfile;
import io.tandem.campaign.directory.DirectoryNews;
import io.tandem.campaign.directory.DirectoryStore;
import io.tandem.campaign.directory.Kind;
import io.tandem.campaign.sql.TenantKey;
import io.tandem.contracts.DirectoryEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;

/** The agents of every tenant, as entries of the directory. */
@ApplicationScoped
public class Agents {

    private static final Kind KIND = new Kind("agent", "agents", DirectoryEntry.Agent.class);

    private final DirectoryStore<AgentProfile, AgentEntity> store;

    Agents(AgentRepository repository, DirectoryNews news, InstantSource clock) {
        store = new DirectoryStore<>(KIND, repository, news, clock);
    }

    public Uni<AgentProfile> create(String tenant, AgentProfile profile) {
        return store.create(new TenantKey(tenant, profile.id()), now -> new AgentEntity(tenant, profile, now));
    }

    public Uni<AgentProfile> replace(String tenant, AgentProfile profile) {
        return store.replace(new TenantKey(tenant, profile.id()), profile);
    }

    public Uni<Void> delete(String tenant, String id) {
        return store.delete(new TenantKey(tenant, id));
    }

    public Uni<AgentProfile> get(String tenant, String id) {
        return store.get(new TenantKey(tenant, id));
    }

    public Uni<List<AgentProfile>> after(String tenant, String id, int limit) {
        return store.after(tenant, id, limit);
    }

    Uni<Void> republish() {
        return store.republish();
    }
}
