package io.tandem.campaign.directory;

import io.tandem.campaign.sql.TenantKey;
import io.tandem.contracts.DirectoryEntry;
import java.time.Instant;

/** The row of an entry; {@code V} is what it is to its feature. */
public interface DirectoryRow<V> {

    TenantKey key();

    V value();

    void describe(V value, Instant now);

    Instant updatedAt();

    long version();

    void setVersion(long version);

    /** What others are told. */
    DirectoryEntry entry();
}
