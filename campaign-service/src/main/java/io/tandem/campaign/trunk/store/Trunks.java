package io.tandem.campaign.trunk.store;

import io.tandem.campaign.directory.DirectoryNews;
import io.tandem.campaign.directory.DirectoryStore;
import io.tandem.campaign.directory.Kind;
import io.tandem.campaign.sql.TenantKey;
import io.tandem.campaign.trunk.Trunk;
import io.tandem.contracts.DirectoryEntry;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** The trunks of every tenant, as entries of the directory. */
@Singleton
public class Trunks extends DirectoryStore<Trunk, TrunkEntity> {

    private static final Kind KIND = new Kind("trunk", DirectoryEntry.Trunk.class);

    Trunks(TrunkRepository rows, DirectoryNews news, InstantSource clock) {
        super(KIND, rows, news, clock);
    }

    @Override
    protected String id(Trunk value) {
        return value.id();
    }

    @Override
    protected TrunkEntity row(TenantKey key, Trunk value, Instant now) {
        return new TrunkEntity(key, value, now);
    }
}
