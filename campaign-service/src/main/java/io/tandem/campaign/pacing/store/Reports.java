package io.tandem.campaign.pacing.store;

import io.smallrye.mutiny.Uni;
import io.tandem.campaign.CampaignConfig;
import io.tandem.campaign.contact.ContactState;
import io.tandem.campaign.outbox.CampaignNews;
import io.tandem.campaign.sql.JsonColumn;
import io.tandem.campaign.sql.Row;
import io.tandem.campaign.sql.Sql;
import io.tandem.contracts.CampaignEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tells how a running campaign gets on, and that it is complete: once, under the lock of its row. */
@ApplicationScoped
class Reports {

    private static final String FINAL =
            ContactState.FINAL.stream().map(state -> "'" + state.name() + "'").collect(Collectors.joining(", "));

    private final CampaignNews news;
    private final CampaignConfig config;

    Reports(CampaignNews news, CampaignConfig config) {
        this.news = news;
        this.config = config;
    }

    Uni<Void> write(PacedCampaign campaign, Instant now) {
        return isComplete(campaign, now)
                .chain(complete -> complete
                        ? progress(campaign, now, now).chain(() -> complete(campaign, now))
                        : progress(campaign, now, now.minus(config.pacing().progressEvery())));
    }

    /** Every contact has a final state, and no import is bringing more. */
    private Uni<Boolean> isComplete(PacedCampaign campaign, Instant now) {
        return Sql.of("""
                select exists (select 1 from campaign.contact where campaign_id = :id)
                  and not exists (select 1 from campaign.contact where campaign_id = :id and state not in (%s))
                  and not exists (select 1 from campaign.import
                                  where campaign_id = :id and finished_at is null and touched_at > :abandoned)
                  as complete""".formatted(FINAL))
                .with("id", campaign.id())
                .with("abandoned", now.minus(config.imports().abandonedAfter()))
                .row()
                .map(row -> row.orElseThrow().is("complete"));
    }

    /** Only when the last report was not after {@code notAfter}, and only when something changed since. */
    private Uni<Void> progress(PacedCampaign campaign, Instant now, Instant notAfter) {
        return Sql.of("""
                select id from campaign.campaign
                where id = :id and (progress_at is null or progress_at <= :notAfter)""")
                .with("id", campaign.id())
                .with("notAfter", notAfter)
                .row()
                .chain(due -> due.isEmpty() ? Uni.createFrom().voidItem() : counted(campaign, now));
    }

    private Uni<Void> counted(PacedCampaign campaign, Instant now) {
        return counts("state", campaign).chain(contacts -> Sql.of("""
                        update campaign.campaign set progress = :progress, progress_at = :now
                        where id = :id and progress is distinct from :progress""")
                .with("progress", JsonColumn.write(contacts))
                .with("now", now)
                .with("id", campaign.id())
                .run()
                .chain(changed -> changed == 0
                        ? Uni.createFrom().voidItem()
                        : news.tell(
                                campaign.id(),
                                head -> new CampaignEvent.Progress(
                                        head.campaignId(),
                                        head.tenant(),
                                        head.version(),
                                        head.at(),
                                        head.name(),
                                        contacts))));
    }

    private Uni<Void> complete(PacedCampaign campaign, Instant now) {
        return Sql.of("""
                update campaign.campaign set state = 'COMPLETED', completed_at = :now, updated_at = :now where id = :id""")
                .with("now", now)
                .with("id", campaign.id())
                .run()
                .chain(() -> counts("outcome", campaign))
                .chain(outcomes -> news.tell(
                        campaign.id(),
                        head -> new CampaignEvent.Completed(
                                head.campaignId(), head.tenant(), head.version(), head.at(), head.name(), outcomes)));
    }

    private static Uni<Map<String, Long>> counts(String column, PacedCampaign campaign) {
        return Sql.of("select " + column + " as value, count(*) as n from campaign.contact where campaign_id = :id and "
                        + column + " is not null group by " + column)
                .with("id", campaign.id())
                .rows()
                .map(Reports::sorted);
    }

    private static Map<String, Long> sorted(List<Row> rows) {
        var counts = new TreeMap<String, Long>();
        rows.forEach(row -> counts.put(row.text("value"), row.number("n")));
        return counts;
    }
}
