package io.tandem.campaign.inbound.store;

import io.tandem.campaign.directory.DirectoryNews;
import io.tandem.campaign.directory.DirectoryStore;
import io.tandem.campaign.directory.Kind;
import io.tandem.campaign.directory.Reference;
import io.tandem.campaign.inbound.Did;
import io.tandem.campaign.sql.TenantKey;
import io.tandem.contracts.DirectoryEntry;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The numbers of every tenant, as entries of the directory. */
@Singleton
public class Dids extends DirectoryStore<Did, DidEntity> {

    private static final Kind KIND = new Kind("did", DirectoryEntry.Did.class);

    Dids(DidRepository rows, DirectoryNews news, InstantSource clock) {
        super(KIND, rows, news, clock);
    }

    @Override
    protected String id(Did value) {
        return value.id();
    }

    @Override
    protected DidEntity row(TenantKey key, Did value, Instant now) {
        return new DidEntity(key, value, now);
    }

    @Override
    protected List<Reference> references(Did value) {
        return Leads.of("to", value.to());
    }
}
