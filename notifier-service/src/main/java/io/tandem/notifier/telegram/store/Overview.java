package io.tandem.notifier.telegram.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the event log knows of now: the latest event of each call, agent and campaign. Not the truth that their owners keep: an agent
 * whose presence did not change for longer than the log is kept is missing.
 */
@ApplicationScoped
public class Overview {

    public record Activity(
            long eventsInLastMinute, @Nullable Instant lastEvent) {}

    private final Jdbc jdbc;

    Overview(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** Latest event of each call of the last four hours, as JSON; the most recent call first. */
    public List<String> latestOfCalls(String tenant) {
        return jdbc.query("""
                select data from (
                    select distinct on (call_id) type, data, sequence from notifier.events
                    where tenant = ? and type like 'call.%' and type <> 'call.context-changed' and stored_at > now() - interval '4 hours'
                    order by call_id, sequence desc) latest
                where type <> 'call.ended' order by sequence desc
                """, row -> row.getString("data"), tenant);
    }

    public List<String> latestOfAgents(String tenant) {
        return jdbc.query("""
                select distinct on (agent_id) data from notifier.events
                where tenant = ? and type = 'agent.presence' order by agent_id, sequence desc
                """, row -> row.getString("data"), tenant);
    }

    /** Of each campaign its latest progress and its latest other event, in the order in which they were told. */
    public List<String> latestOfCampaigns(String tenant) {
        return jdbc.query("""
                select data from (
                    select distinct on (campaign_id, type = 'campaign.progress') data, campaign_id, sequence
                    from notifier.events where tenant = ? and type like 'campaign.%'
                    order by campaign_id, type = 'campaign.progress', sequence desc) latest
                order by campaign_id, sequence
                """, row -> row.getString("data"), tenant);
    }

    public Activity activity(String tenant) {
        return jdbc.query(
                        """
                        select count(*) filter (where stored_at > now() - interval '1 minute') as recent, max(stored_at) as latest
                        from notifier.events where tenant = ?
                        """,
                        row -> {
                            var latest = row.getTimestamp("latest");
                            return new Activity(row.getLong("recent"), latest == null ? null : latest.toInstant());
                        },
                        tenant)
                .getFirst();
    }
}
