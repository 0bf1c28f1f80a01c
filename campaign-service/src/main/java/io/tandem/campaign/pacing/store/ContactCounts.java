package io.tandem.campaign.pacing.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tandem.campaign.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Counts contacts for the metrics. */
@ApplicationScoped
public class ContactCounts {

    public record Count(String tenant, String state, long contacts) {}

    public Uni<List<Count>> ofActiveCampaigns() {
        return Panache.withSession(() -> Sql.of("""
                        select c.tenant, c.state, count(*) as n
                        from campaign.contact c join campaign.campaign k on k.id = c.campaign_id
                        where k.state in ('RUNNING', 'PAUSED') group by c.tenant, c.state""").rows()).map(rows -> rows.stream()
                .map(row -> new Count(row.text("tenant"), row.text("state"), row.number("n")))
                .toList());
    }
}
