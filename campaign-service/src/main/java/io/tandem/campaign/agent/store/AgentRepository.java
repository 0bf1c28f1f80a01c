package io.tandem.campaign.agent.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.tandem.campaign.sql.TenantKey;
import jakarta.enterprise.context.ApplicationScoped;

/** Rows of agents. */
@ApplicationScoped
class AgentRepository implements PanacheRepositoryBase<AgentEntity, TenantKey> {}
