package io.tandem.campaign.pacing.store;

import io.smallrye.mutiny.Uni;
import io.tandem.campaign.pacing.Seat;
import io.tandem.campaign.pacing.Snapshot;
import io.tandem.campaign.sql.Row;
import io.tandem.campaign.sql.Sql;
import io.tandem.contracts.AgentStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Reads what pacing decides on, in the transaction at hand. */
@ApplicationScoped
class Snapshots {

    Uni<Snapshot> of(PacedCampaign campaign, Instant now) {
        return seats(campaign).chain(seats -> calls(campaign, now)
                .map(calls -> new Snapshot(
                        now,
                        seats,
                        campaign.maxConcurrent(),
                        calls.whole("active"),
                        campaign.wrapUp(),
                        calls.is("unanswered"))));
    }

    private static Uni<List<Seat>> seats(PacedCampaign campaign) {
        return Sql.of("""
                select a.id, p.status, p.changed_at, p.last_talk_at, p.backoff_until,
                  exists (select 1 from campaign.attempt t
                          where t.tenant = a.tenant and t.agent_id = a.id and t.state <> 'ENDED') as claimed
                from campaign.agent a
                join campaign.presence p on p.tenant = a.tenant and p.agent_id = a.id
                where a.tenant = :tenant and a.id = any(string_to_array(:agents, ',')) and p.status = 'AVAILABLE'""")
                .with("tenant", campaign.tenant())
                .with("agents", String.join(",", campaign.agents()))
                .rows()
                .map(rows -> rows.stream().map(Snapshots::seat).toList());
    }

    private static Seat seat(Row row) {
        return new Seat(
                row.text("id"),
                AgentStatus.valueOf(row.text("status")),
                row.maybeInstant("changed_at"),
                row.maybeInstant("last_talk_at"),
                row.maybeInstant("backoff_until"),
                row.is("claimed"));
    }

    private static Uni<Row> calls(PacedCampaign campaign, Instant now) {
        return Sql.of("""
                select count(*) as active,
                  coalesce(bool_or(state in ('CLAIMED', 'REQUESTED') and expires_at < :now), false) as unanswered
                from campaign.attempt where campaign_id = :id and state <> 'ENDED'""").with("id", campaign.id()).with("now", now).row().map(row -> row.orElseThrow());
    }
}
