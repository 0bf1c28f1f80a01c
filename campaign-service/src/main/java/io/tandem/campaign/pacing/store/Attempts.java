package io.tandem.campaign.pacing.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tandem.campaign.pacing.Attempt;
import io.tandem.campaign.pacing.AttemptState;
import io.tandem.campaign.sql.Sql;
import io.tandem.edge.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The attempts of a campaign, for reading. */
@ApplicationScoped
public class Attempts {

    private final AttemptRepository repository;

    Attempts(AttemptRepository repository) {
        this.repository = repository;
    }

    public Uni<List<Attempt>> after(
            String tenant, String campaignId, Optional<AttemptState> state, String callId, int limit) {
        return Panache.withSession(() -> Sql.of("select id from campaign.campaign where tenant = :tenant and id = :id")
                .with("tenant", tenant)
                .with("id", campaignId)
                .row()
                .map(row -> row.orElseThrow(() -> ProblemException.notFound("campaign", campaignId)))
                .chain(() -> repository.after(tenant, campaignId, state, callId, limit))
                .map(found -> found.stream().map(AttemptEntity::attempt).toList()));
    }
}
