package io.tandem.campaign.inbound.store;

import io.tandem.campaign.directory.DirectoryRow;
import io.tandem.campaign.sql.JsonColumn;
import io.tandem.campaign.sql.TenantKey;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;

/** An entry whose settings are kept as JSON: nobody asks for rows by them. */
@MappedSuperclass
abstract class InboundRow<V> implements DirectoryRow<V> {

    @EmbeddedId
    TenantKey key;

    String body;

    /** Of the directory entry; rises also when one of the same id is made anew. */
    long version;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    protected InboundRow() {}

    InboundRow(TenantKey key, Instant now) {
        this.key = key;
        this.createdAt = now;
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
