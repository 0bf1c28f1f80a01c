package io.tandem.campaign.pacing.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.smallrye.mutiny.Uni;
import io.tandem.campaign.outbox.CampaignNews;
import io.tandem.campaign.pacing.Assignment.Ways;
import io.tandem.campaign.pacing.DueContact;
import io.tandem.campaign.sql.JsonColumn;
import io.tandem.campaign.sql.Row;
import io.tandem.campaign.sql.Sql;
import io.tandem.campaign.trunk.Trunk;
import io.tandem.contracts.CampaignEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The contacts whose turn it is, locked; those that cannot be dialled are put aside here. */
@ApplicationScoped
class DueContacts {

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    /** How long a contact waits whose only trunk is disabled. */
    private static final Duration DEFERRED = Duration.ofSeconds(30);

    private final CampaignNews news;

    DueContacts(CampaignNews news) {
        this.news = news;
    }

    Uni<List<DueContact>> next(PacedCampaign campaign, int count, Instant now) {
        if (count == 0) {
            return Uni.createFrom().item(List.of());
        }
        return Sql.of("""
                select id, number, name, metadata from campaign.contact
                where campaign_id = :id and state in ('PENDING', 'RETRY') and next_attempt_at <= :now
                order by next_attempt_at, position limit :count for update skip locked""")
                .with("id", campaign.id())
                .with("now", now)
                .with("count", count)
                .rows()
                .map(rows -> rows.stream().map(DueContacts::contact).toList());
    }

    Uni<Ways> ways(PacedCampaign campaign) {
        if (campaign.trunks().isEmpty()) {
            return Uni.createFrom().item(new Ways(false, List.of()));
        }
        return Sql.of("""
                select id, name, endpoint, cast(array_to_json(prefixes) as text) as prefixes, premium_allowed, cost, enabled
                from campaign.trunk
                where tenant = :tenant and id = any(string_to_array(:ids, ','))""")
                .with("tenant", campaign.tenant())
                .with("ids", String.join(",", campaign.trunks()))
                .rows()
                .map(rows ->
                        new Ways(true, rows.stream().map(DueContacts::trunk).toList()));
    }

    Uni<Void> skip(PacedCampaign campaign, DueContact contact) {
        return Sql.of("""
                update campaign.contact set state = 'SKIPPED', reason = 'no trunk of the campaign carries this number'
                where id = :id returning attempts""")
                .with("id", contact.id())
                .row()
                .chain(row -> news.tell(
                        campaign.id(),
                        head -> new CampaignEvent.ContactCompleted(
                                head.campaignId(),
                                head.tenant(),
                                head.version(),
                                head.at(),
                                head.name(),
                                contact.id(),
                                "SKIPPED",
                                null,
                                row.orElseThrow().whole("attempts"))));
    }

    Uni<Void> defer(DueContact contact, Instant now) {
        return Sql.of("update campaign.contact set next_attempt_at = :at where id = :id")
                .with("at", now.plus(DEFERRED))
                .with("id", contact.id())
                .run()
                .replaceWithVoid();
    }

    private static DueContact contact(Row row) {
        return new DueContact(
                row.text("id"),
                row.text("number"),
                row.maybeText("name"),
                JsonColumn.read(row.text("metadata"), TEXTS));
    }

    private static Trunk trunk(Row row) {
        return new Trunk(
                row.text("id"),
                row.text("name"),
                row.text("endpoint"),
                row.texts("prefixes"),
                row.is("premium_allowed"),
                row.whole("cost"),
                row.is("enabled"),
                null);
    }
}
