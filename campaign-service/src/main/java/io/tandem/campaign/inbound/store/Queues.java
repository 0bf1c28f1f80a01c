package io.tandem.campaign.inbound.store;

import io.tandem.campaign.directory.DirectoryNews;
import io.tandem.campaign.directory.DirectoryStore;
import io.tandem.campaign.directory.Kind;
import io.tandem.campaign.directory.Reference;
import io.tandem.campaign.inbound.Queue;
import io.tandem.campaign.sql.TenantKey;
import io.tandem.contracts.DirectoryEntry;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The queues of every tenant, as entries of the directory. */
@Singleton
public class Queues extends DirectoryStore<Queue, QueueEntity> {

    private static final Kind KIND = new Kind("queue", DirectoryEntry.Queue.class);

    Queues(QueueRepository rows, DirectoryNews news, InstantSource clock) {
        super(KIND, rows, news, clock);
    }

    @Override
    protected String id(Queue value) {
        return value.id();
    }

    @Override
    protected QueueEntity row(TenantKey key, Queue value, Instant now) {
        return new QueueEntity(key, value, now);
    }

    @Override
    protected List<Reference> references(Queue value) {
        return Leads.of("overflow", value.overflow());
    }
}
