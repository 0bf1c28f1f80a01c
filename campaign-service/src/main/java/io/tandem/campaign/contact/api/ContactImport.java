package io.tandem.campaign.contact.api;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.tandem.campaign.CampaignConfig;
import io.tandem.campaign.contact.ImportSummary;
import io.tandem.campaign.contact.ReadRow;
import io.tandem.campaign.contact.reading.ContactRows;
import io.tandem.campaign.contact.store.Imports;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.function.Supplier;

/** Brings a list into a campaign, on a worker thread: it reads at the client's pace and inserts a batch at a time. */
@ApplicationScoped
class ContactImport {

    private final Imports imports;
    private final CampaignConfig.Imports config;

    ContactImport(Imports imports, CampaignConfig.Imports config) {
        this.imports = imports;
        this.config = config;
    }

    ImportSummary run(String tenant, String campaignId, ContactRows rows) throws IOException {
        var importId = await(() -> imports.begin(tenant, campaignId));
        var summary = new ImportSummary(0, 0, 0, importId);
        try {
            for (var batch = read(rows); !batch.isEmpty(); batch = read(rows)) {
                summary = insert(tenant, campaignId, batch, summary);
            }
            return summary;
        } finally {
            var done = summary;
            await(() -> imports.end(done));
        }
    }

    private record Batch(ArrayList<ReadRow.Good> good, ArrayList<ReadRow.Broken> broken) {
        boolean isEmpty() {
            return good.isEmpty() && broken.isEmpty();
        }
    }

    private Batch read(ContactRows rows) throws IOException {
        var batch = new Batch(new ArrayList<>(), new ArrayList<>());
        while (batch.good.size() + batch.broken.size() < config.batch()) {
            var row = rows.next();
            if (row.isEmpty()) {
                break;
            }
            switch (row.get()) {
                case ReadRow.Good good -> batch.good.add(good);
                case ReadRow.Broken broken -> batch.broken.add(broken);
            }
        }
        return batch;
    }

    private ImportSummary insert(String tenant, String campaignId, Batch batch, ImportSummary summary) {
        int imported = await(() -> imports.add(tenant, campaignId, summary.importId(), batch.good, batch.broken));
        return summary.plus(imported, batch.good.size() - imported, batch.broken.size());
    }

    /** The database work goes to an event loop and a context of its own; this thread waits. */
    static <T> T await(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("the import broke off", e);
        }
    }
}
