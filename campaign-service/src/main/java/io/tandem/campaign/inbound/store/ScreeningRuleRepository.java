package io.tandem.campaign.inbound.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.tandem.campaign.sql.TenantKey;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class ScreeningRuleRepository implements PanacheRepositoryBase<ScreeningRuleEntity, TenantKey> {}
