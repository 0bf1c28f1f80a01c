package io.tandem.campaign.trunk.store;

import io.tandem.campaign.directory.KeptEntry;
import io.tandem.campaign.sql.TenantKey;
import io.tandem.campaign.trunk.Trunk;
import io.tandem.contracts.DirectoryEntry;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "trunk")
class TrunkEntity extends KeptEntry<Trunk> {

    String name;
    String endpoint;
    String[] prefixes;

    @Column(name = "premium_allowed")
    boolean premiumAllowed;

    int cost;
    boolean enabled;

    @Column(name = "caller_id")
    @Nullable
    String callerId;

    protected TrunkEntity() {}

    TrunkEntity(TenantKey key, Trunk trunk, Instant now) {
        super(key, now);
        describe(trunk, now);
    }

    @Override
    public final void describe(Trunk trunk, Instant now) {
        name = trunk.name();
        endpoint = trunk.endpoint();
        prefixes = trunk.prefixes().toArray(String[]::new);
        premiumAllowed = trunk.premiumAllowed();
        cost = trunk.cost();
        enabled = trunk.enabled();
        callerId = trunk.callerId();
        updatedAt = now;
    }

    @Override
    public Trunk value() {
        return new Trunk(key.id(), name, endpoint, List.of(prefixes), premiumAllowed, cost, enabled, callerId);
    }

    @Override
    public DirectoryEntry entry() {
        return new DirectoryEntry.Trunk(
                key.tenant(),
                key.id(),
                version,
                name,
                endpoint,
                List.of(prefixes),
                premiumAllowed,
                cost,
                enabled,
                callerId);
    }
}
