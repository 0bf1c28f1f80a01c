package io.tandem.campaign.agent.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tandem.campaign.sql.Sql;
import io.tandem.contracts.AgentEvent.PresenceChanged;
import jakarta.enterprise.context.ApplicationScoped;

/** The last presence of each agent that call-state-service told of. */
@ApplicationScoped
public class Presences {

    /** False for what is not newer than what is known. */
    public Uni<Boolean> learn(PresenceChanged news) {
        return Panache.withTransaction(() -> Sql.of("""
                        insert into campaign.presence (tenant, agent_id, status, version, changed_at)
                        values (:tenant, :agent, :status, :version, :at)
                        on conflict (tenant, agent_id) do update
                          set status = excluded.status, version = excluded.version, changed_at = excluded.changed_at
                          where campaign.presence.version < excluded.version""")
                        .with("tenant", news.tenant())
                        .with("agent", news.agentId())
                        .with("status", news.status().name())
                        .with("version", news.version())
                        .with("at", news.at())
                        .run())
                .map(changed -> changed > 0);
    }
}
