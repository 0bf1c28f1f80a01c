package io.tandem.campaign.outbox;

import io.smallrye.mutiny.Uni;
import io.tandem.campaign.sql.Sql;
import io.tandem.contracts.CampaignEvent;
import io.tandem.contracts.Topics;
import io.tandem.edge.kafka.TypeName;
import io.tandem.edge.kafka.Wire;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;

/** Tells of a campaign in the transaction at hand. Each event takes the campaign's next version; the row's lock keeps them in order. */
@ApplicationScoped
public class CampaignNews {

    private final Outbox outbox;
    private final Wire wire;
    private final InstantSource clock;

    CampaignNews(Outbox outbox, Wire wire, InstantSource clock) {
        this.outbox = outbox;
        this.wire = wire;
        this.clock = clock;
    }

    /** What every event of a campaign begins with. */
    public record Head(String campaignId, String tenant, long version, Instant at, String name) {}

    public Uni<Void> tell(String campaignId, Function<Head, CampaignEvent> event) {
        return Sql.of("""
                update campaign.campaign set version = version + 1 where id = :id returning tenant, version, name""")
                .with("id", campaignId)
                .row()
                .map(row -> row.orElseThrow())
                .map(row -> new Head(
                        campaignId, row.text("tenant"), row.number("version"), clock.instant(), row.text("name")))
                .chain(head -> outbox.add(outgoing(event.apply(head))));
    }

    private Outgoing outgoing(CampaignEvent event) {
        return new Outgoing(
                Topics.CAMPAIGNS,
                event.campaignId(),
                event.campaignId() + ":" + event.version(),
                TypeName.unversioned(event.getClass()),
                event.tenant(),
                event.at(),
                wire.write(event));
    }
}
