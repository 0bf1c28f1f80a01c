package io.tandem.campaign.campaign.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tandem.campaign.campaign.Campaign;
import io.tandem.campaign.campaign.CampaignStats;
import io.tandem.campaign.contact.ContactState;
import io.tandem.campaign.sql.Row;
import io.tandem.campaign.sql.Sql;
import io.tandem.contracts.CallOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts contacts and attempts. */
@ApplicationScoped
public class Statistics {

    private final CampaignRepository repository;

    Statistics(CampaignRepository repository) {
        this.repository = repository;
    }

    public Uni<CampaignStats> of(String tenant, String id) {
        return Panache.withSession(() -> repository.of(tenant, id).chain(campaign -> contacts(id)
                .chain(contacts -> attempts(id).map(attempts -> stats(campaign.campaign(), contacts, attempts)))));
    }

    private static Uni<List<Row>> contacts(String id) {
        return Sql.of("""
                select state, coalesce(outcome, '') as outcome, count(*) as n from campaign.contact
                where campaign_id = :id group by state, outcome""").with("id", id).rows();
    }

    private static Uni<List<Row>> attempts(String id) {
        return Sql.of("""
                select state, coalesce(outcome, '') as outcome, count(*) as n from campaign.attempt
                where campaign_id = :id group by state, outcome""").with("id", id).rows();
    }

    private static CampaignStats stats(Campaign campaign, List<Row> contacts, List<Row> attempts) {
        var states = new TreeMap<String, Long>();
        for (var state : ContactState.values()) {
            states.put(state.name(), 0L);
        }
        var outcomes = new TreeMap<String, Long>();
        for (var row : contacts) {
            states.merge(row.text("state"), row.number("n"), Long::sum);
            if (ContactState.valueOf(row.text("state")).isFinal()
                    && !row.text("outcome").isEmpty()) {
                outcomes.merge(row.text("outcome"), row.number("n"), Long::sum);
            }
        }
        var ended = new TreeMap<String, Long>();
        long active = 0;
        for (var row : attempts) {
            if (row.text("state").equals("ENDED")) {
                ended.merge(row.text("outcome"), row.number("n"), Long::sum);
            } else {
                active += row.number("n");
            }
        }
        long endedAttempts = sum(ended);
        return new CampaignStats(
                campaign.id(),
                campaign.state(),
                sum(states),
                states,
                outcomes,
                endedAttempts + active,
                active,
                ended,
                CampaignStats.answerRate(ended.getOrDefault(CallOutcome.ANSWERED.name(), 0L), endedAttempts),
                campaign.startedAt(),
                campaign.completedAt());
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
