package io.tandem.campaign.inbound.store;

import io.tandem.campaign.directory.KeptEntry;
import io.tandem.campaign.sql.JsonColumn;
import io.tandem.campaign.sql.TenantKey;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;

/** An entry whose settings are kept as JSON: nobody asks for rows by them. */
@MappedSuperclass
abstract class InboundRow<V> extends KeptEntry<V> {

    String body;

    protected InboundRow() {}

    InboundRow(TenantKey key, Instant now) {
        super(key, now);
    }

    abstract Class<V> type();

    @Override
    public final void describe(V value, Instant now) {
        body = JsonColumn.write(value);
        updatedAt = now;
    }

    @Override
    public V value() {
        return JsonColumn.read(body, type());
    }
}
