package io.tandem.campaign.inbound.store;

import io.tandem.campaign.inbound.Queue;
import io.tandem.campaign.inbound.Target;
import io.tandem.campaign.sql.TenantKey;
import io.tandem.contracts.DirectoryEntry;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;

@Entity
@Table(name = "queue")
class QueueEntity extends InboundRow<Queue> {

    protected QueueEntity() {}

    QueueEntity(TenantKey key, Queue value, Instant now) {
        super(key, now);
        describe(value, now);
    }

    @Override
    Class<Queue> type() {
        return Queue.class;
    }

    @Override
    public DirectoryEntry entry() {
        var it = value();
        return new DirectoryEntry.Queue(
                key.tenant(),
                key.id(),
                version,
                it.name(),
                it.needs().stream().map(QueueEntity::need).toList(),
                it.teams(),
                it.strategy(),
                Duration.ofSeconds(it.offerSeconds()),
                it.maxLength(),
                Duration.ofSeconds(it.maxWaitSeconds()),
                Target.contract(it.overflow()),
                Duration.ofSeconds(it.announceEverySeconds()),
                it.callbackKey(),
                Duration.ofSeconds(it.answeredWithinSeconds()),
                it.wrapUpSeconds() == null ? null : Duration.ofSeconds(it.wrapUpSeconds()),
                it.music());
    }

    private static DirectoryEntry.Need need(Queue.Need need) {
        return new DirectoryEntry.Need(
                need.skill(),
                need.levels().stream()
                        .map(level ->
                                new DirectoryEntry.LeastLevel(Duration.ofSeconds(level.afterSeconds()), level.level()))
                        .toList());
    }
}
