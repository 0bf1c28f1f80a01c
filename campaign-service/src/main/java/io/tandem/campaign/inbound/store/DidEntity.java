package io.tandem.campaign.inbound.store;

import io.tandem.campaign.inbound.Did;
import io.tandem.campaign.sql.TenantKey;
import io.tandem.contracts.DirectoryEntry;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "did")
class DidEntity extends InboundRow<Did> {

    protected DidEntity() {}

    DidEntity(TenantKey key, Did value, Instant now) {
        super(key, now);
        describe(value, now);
    }

    @Override
    Class<Did> type() {
        return Did.class;
    }

    @Override
    public DirectoryEntry entry() {
        var it = value();
        return new DirectoryEntry.Did(
                key.tenant(), key.id(), version, it.name(), it.to().contract(), it.priority(), it.record());
    }
}
