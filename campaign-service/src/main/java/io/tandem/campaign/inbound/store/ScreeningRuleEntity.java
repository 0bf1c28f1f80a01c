package io.tandem.campaign.inbound.store;

import io.tandem.campaign.inbound.ScreeningRule;
import io.tandem.campaign.inbound.Target;
import io.tandem.campaign.sql.TenantKey;
import io.tandem.contracts.DirectoryEntry;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "screening_rule")
class ScreeningRuleEntity extends InboundRow<ScreeningRule> {

    protected ScreeningRuleEntity() {}

    ScreeningRuleEntity(TenantKey key, ScreeningRule value, Instant now) {
        super(key, now);
        describe(value, now);
    }

    @Override
    Class<ScreeningRule> type() {
        return ScreeningRule.class;
    }

    @Override
    public DirectoryEntry entry() {
        var it = value();
        return new DirectoryEntry.ScreeningRule(
                key.tenant(),
                key.id(),
                version,
                it.name(),
                it.order(),
                it.dids(),
                it.match(),
                it.numbers(),
                it.callsPerMinute(),
                it.hours(),
                it.action(),
                Target.contract(it.to()));
    }
}
