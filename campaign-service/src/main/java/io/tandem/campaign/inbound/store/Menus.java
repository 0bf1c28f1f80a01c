package io.tandem.campaign.inbound.store;

import io.tandem.campaign.directory.DirectoryNews;
import io.tandem.campaign.directory.DirectoryStore;
import io.tandem.campaign.directory.Kind;
import io.tandem.campaign.directory.Reference;
import io.tandem.campaign.inbound.Menu;
import io.tandem.campaign.sql.TenantKey;
import io.tandem.contracts.DirectoryEntry;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** The menus of every tenant, as entries of the directory. */
@Singleton
public class Menus extends DirectoryStore<Menu, MenuEntity> {

    private static final Kind KIND = new Kind("menu", DirectoryEntry.Menu.class);

    Menus(MenuRepository rows, DirectoryNews news, InstantSource clock) {
        super(KIND, rows, news, clock);
    }

    @Override
    protected String id(Menu value) {
        return value.id();
    }

    @Override
    protected MenuEntity row(TenantKey key, Menu value, Instant now) {
        return new MenuEntity(key, value, now);
    }

    @Override
    protected List<Reference> references(Menu value) {
        return Stream.of(
                        value.choices().entrySet().stream()
                                .flatMap(choice -> Leads.of("choices." + choice.getKey(), choice.getValue()).stream()),
                        Leads.of("otherwise", value.otherwise()).stream(),
                        Leads.of("closed", value.closed()).stream())
                .flatMap(leads -> leads)
                .toList();
    }
}
