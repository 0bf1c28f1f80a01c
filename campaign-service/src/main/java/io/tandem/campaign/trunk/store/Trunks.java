package io.tandem.campaign.trunk.store;

import io.smallrye.mutiny.Uni;
import io.tandem.campaign.directory.DirectoryNews;
import io.tandem.campaign.directory.DirectoryStore;
import io.tandem.campaign.directory.Kind;
import io.tandem.campaign.sql.TenantKey;
import io.tandem.campaign.trunk.Trunk;
import io.tandem.contracts.DirectoryEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;

/** The trunks of every tenant, as entries of the directory. */
@ApplicationScoped
public class Trunks {

    private static final Kind KIND = new Kind("trunk", "trunks", DirectoryEntry.Trunk.class);

    private final DirectoryStore<Trunk, TrunkEntity> store;

    Trunks(TrunkRepository repository, DirectoryNews news, InstantSource clock) {
        store = new DirectoryStore<>(KIND, repository, news, clock);
    }

    public Uni<Trunk> create(String tenant, Trunk trunk) {
        return store.create(new TenantKey(tenant, trunk.id()), now -> new TrunkEntity(tenant, trunk, now));
    }

    public Uni<Trunk> replace(String tenant, Trunk trunk) {
        return store.replace(new TenantKey(tenant, trunk.id()), trunk);
    }

    public Uni<Void> delete(String tenant, String id) {
        return store.delete(new TenantKey(tenant, id));
    }

    public Uni<Trunk> get(String tenant, String id) {
        return store.get(new TenantKey(tenant, id));
    }

    public Uni<List<Trunk>> after(String tenant, String id, int limit) {
        return store.after(tenant, id, limit);
    }

    Uni<Void> republish() {
        return store.republish();
    }
}
