package io.tandem.campaign.pacing.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tandem.campaign.CampaignConfig;
import io.tandem.campaign.sql.Sql;
import io.tandem.contracts.CallRequest.RequestCall;
import io.tandem.edge.kafka.Wire;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;

/** Which requests Kafka has, which it may not have, and which nobody answered. */
@ApplicationScoped
public class Requests {

    private static final int AT_ONCE = 200;

    private final Wire wire;
    private final CampaignConfig.Pacing config;
    private final InstantSource clock;

    Requests(Wire wire, CampaignConfig.Pacing config, InstantSource clock) {
        this.wire = wire;
        this.config = config;
        this.clock = clock;
    }

    public Uni<Void> acknowledged(List<RequestCall> requests) {
        return Panache.withTransaction(() -> Sql.of("""
                        update campaign.attempt set state = 'REQUESTED', requested_at = :now
                        where call_id = any(string_to_array(:calls, ',')) and state = 'CLAIMED'""")
                        .with("now", clock.instant())
                        .with(
                                "calls",
                                String.join(
                                        ",",
                                        requests.stream()
                                                .map(RequestCall::callId)
                                                .toList()))
                        .run())
                .replaceWithVoid();
    }

    /**
     * Claims whose request Kafka may not have: a crash, or Kafka was away. They are asked for again as they were, expired or not: a
     * request that is read after its expiry dials nothing, and is answered, so that the contact's fate is known.
     */
    public Uni<List<RequestCall>> unacknowledged() {
        return Panache.withSession(() -> Sql.of("""
                        select request from campaign.attempt where state = 'CLAIMED' and claimed_at < :before
                        order by claimed_at limit :count""")
                        .with("before", clock.instant().minus(config.republishAfter()))
                        .with("count", AT_ONCE)
                        .rows())
                .map(rows -> rows.stream()
                        .map(row -> wire.read(row.text("request"), RequestCall.class))
                        .toList());
    }

    /** Attempts of which nothing was heard long after their request expired. */
    public Uni<List<AttemptJournal.Entry>> unanswered() {
        var now = clock.instant();
        return Panache.withSession(() -> Sql.of("""
                        select tenant, call_id, campaign_id from campaign.attempt
                        where state in ('CLAIMED', 'REQUESTED') and expires_at < :before order by expires_at limit :count""")
                        .with("before", now.minus(config.unconfirmedAfter()))
                        .with("count", AT_ONCE)
                        .rows())
                .map(rows -> rows.stream()
                        .map(row -> AttemptJournal.Entry.lost(
                                row.text("tenant"), row.text("call_id"), row.text("campaign_id"), now))
                        .toList());
    }
}
