package io.tandem.campaign.trunk.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.tandem.campaign.sql.TenantKey;
import jakarta.enterprise.context.ApplicationScoped;

/** Rows of trunks. */
@ApplicationScoped
class TrunkRepository implements PanacheRepositoryBase<TrunkEntity, TenantKey> {}
