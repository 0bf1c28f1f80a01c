package io.tandem.campaign.campaign.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tandem.campaign.campaign.Campaign;
import io.tandem.campaign.campaign.CampaignSettings;
import io.tandem.campaign.campaign.CampaignState;
import io.tandem.campaign.sql.Sql;
import io.tandem.edge.id.Ulids;
import io.tandem.edge.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;

/** The campaigns of every tenant: making, changing, finding and removing them. */
@ApplicationScoped
public class Campaigns {

    private final CampaignRepository repository;
    private final InstantSource clock;

    Campaigns(CampaignRepository repository, InstantSource clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /** In the transaction at hand, that of the Idempotency-Key. */
    public Uni<Campaign> create(String tenant, CampaignSettings settings) {
        return mustExist(tenant, settings)
                .chain(() -> repository.persist(new CampaignEntity(tenant, Ulids.next(), settings, clock.instant())))
                .map(CampaignEntity::campaign);
    }

    /** A running campaign takes the new settings with its next contact. */
    public Uni<Campaign> replace(String tenant, String id, CampaignSettings settings) {
        return Panache.withTransaction(() -> repository
                .locked(tenant, id)
                .invoke(campaign -> mustBeChangeable(campaign, settings))
                .call(() -> mustExist(tenant, settings))
                .invoke(campaign -> campaign.set(settings, clock.instant()))
                .map(CampaignEntity::campaign));
    }

    public Uni<Void> delete(String tenant, String id) {
        return Panache.withTransaction(() ->
                repository.locked(tenant, id).call(Campaigns::mustBeAtRest).chain(repository::delete));
    }

    public Uni<Campaign> get(String tenant, String id) {
        return Panache.withSession(() -> repository.of(tenant, id)).map(CampaignEntity::campaign);
    }

    public Uni<List<Campaign>> after(String tenant, String id, int limit) {
        return Panache.withSession(() -> repository.after(tenant, id, limit))
                .map(found -> found.stream().map(CampaignEntity::campaign).toList());
    }

    private static void mustBeChangeable(CampaignEntity campaign, CampaignSettings settings) {
        if (campaign.state == CampaignState.STOPPED || campaign.state == CampaignState.COMPLETED) {
            throw ProblemException.conflict("campaign " + campaign.id + " is " + campaign.state);
        }
        if (campaign.state != CampaignState.DRAFT && settings.agents().isEmpty()) {
            throw ProblemException.conflict("a campaign that was started needs an agent");
        }
    }

    private static Uni<Void> mustBeAtRest(CampaignEntity campaign) {
        if (campaign.state == CampaignState.RUNNING || campaign.state == CampaignState.PAUSED) {
            throw ProblemException.conflict("campaign " + campaign.id + " is " + campaign.state + ": stop it first");
        }
        return Sql.of("select count(*) as n from campaign.attempt where campaign_id = :id and state <> 'ENDED'")
                .with("id", campaign.id)
                .row()
                .invoke(row -> {
                    if (row.orElseThrow().number("n") > 0) {
                        throw ProblemException.conflict("campaign " + campaign.id + " still has calls under way");
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<Void> mustExist(String tenant, CampaignSettings settings) {
        return allExist("agent", "agents", tenant, settings.agents())
                .chain(() -> allExist("trunk", "trunks", tenant, settings.trunks()));
    }

    private static Uni<Void> allExist(String table, String field, String tenant, List<String> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Sql.of("select id from campaign." + table
                        + " where tenant = :tenant and id = any(string_to_array(:ids, ','))")
                .with("tenant", tenant)
                .with("ids", String.join(",", ids))
                .rows()
                .invoke(rows -> {
                    var known = rows.stream().map(row -> row.text("id")).toList();
                    var missing = ids.stream().filter(id -> !known.contains(id)).toList();
                    if (!missing.isEmpty()) {
                        throw ProblemException.invalid(field, table + " " + missing.getFirst() + " does not exist");
                    }
                })
                .replaceWithVoid();
    }
}
