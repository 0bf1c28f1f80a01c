package io.tandem.campaign.inbound.store;

import io.tandem.campaign.inbound.Menu;
import io.tandem.campaign.inbound.Target;
import io.tandem.campaign.sql.TenantKey;
import io.tandem.contracts.DirectoryEntry;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

@Entity
@Table(name = "menu")
class MenuEntity extends InboundRow<Menu> {

    protected MenuEntity() {}

    MenuEntity(TenantKey key, Menu value, Instant now) {
        super(key, now);
        describe(value, now);
    }

    @Override
    Class<Menu> type() {
        return Menu.class;
    }

    @Override
    public DirectoryEntry entry() {
        var it = value();
        return new DirectoryEntry.Menu(
                key.tenant(),
                key.id(),
                version,
                it.name(),
                it.prompts(),
                it.invalid(),
                Duration.ofSeconds(it.digitTimeoutSeconds()),
                it.retries(),
                it.choices().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, choice -> choice.getValue()
                        .contract())),
                it.otherwise().contract(),
                it.hours(),
                Target.contract(it.closed()));
    }
}
