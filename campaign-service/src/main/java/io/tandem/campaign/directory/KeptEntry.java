package io.tandem.campaign.directory;

import io.tandem.campaign.sql.TenantKey;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;

/** What the row of every kind of entry has. */
@MappedSuperclass
public abstract class KeptEntry<V> implements DirectoryRow<V> {

    @EmbeddedId
    protected TenantKey key;

    /** Of the directory entry; rises also when one of the same id is made anew. */
    protected long version;

    @Column(name = "created_at")
    protected Instant createdAt;

    @Column(name = "updated_at")
    protected Instant updatedAt;

    protected KeptEntry() {}

    protected KeptEntry(TenantKey key, Instant now) {
        this.key = key;
        this.createdAt = now;
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
