package io.tandem.campaign.inbound.store;

import io.tandem.campaign.directory.DirectoryNews;
import io.tandem.campaign.directory.DirectoryStore;
import io.tandem.campaign.directory.Kind;
import io.tandem.campaign.directory.Reference;
import io.tandem.campaign.inbound.ScreeningRule;
import io.tandem.campaign.sql.TenantKey;
import io.tandem.contracts.DirectoryEntry;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The screening rules of every tenant, as entries of the directory. */
@Singleton
public class ScreeningRules extends DirectoryStore<ScreeningRule, ScreeningRuleEntity> {

    private static final Kind KIND = new Kind("screening-rule", DirectoryEntry.ScreeningRule.class);

    ScreeningRules(ScreeningRuleRepository rows, DirectoryNews news, InstantSource clock) {
        super(KIND, rows, news, clock);
    }

    @Override
    protected String id(ScreeningRule value) {
        return value.id();
    }

    @Override
    protected ScreeningRuleEntity row(TenantKey key, ScreeningRule value, Instant now) {
        return new ScreeningRuleEntity(key, value, now);
    }

    @Override
    protected List<Reference> references(ScreeningRule value) {
        return Leads.of("to", value.to());
    }
}
