package io.tandem.campaign.pacing.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tandem.campaign.pacing.Assignment;
import io.tandem.campaign.pacing.Decision;
import io.tandem.campaign.pacing.DueContact;
import io.tandem.campaign.pacing.Pacing;
import io.tandem.campaign.sql.Sql;
import io.tandem.contracts.CallRequest.RequestCall;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * One look at one campaign is one transaction under the lock of the campaign's row: what is under way is counted, decided upon, and
 * claimed; or the campaign is found complete. A campaign that another replica is looking at is left alone.
 */
@ApplicationScoped
public class PacingStore {

    private final Snapshots snapshots;
    private final DueContacts contacts;
    private final Claims claims;
    private final Reports reports;
    private final InstantSource clock;

    PacingStore(Snapshots snapshots, DueContacts contacts, Claims claims, Reports reports, InstantSource clock) {
        this.snapshots = snapshots;
        this.contacts = contacts;
        this.claims = claims;
        this.reports = reports;
        this.clock = clock;
    }

    public Uni<List<String>> running() {
        return Panache.withSession(() -> Sql.of("select id from campaign.campaign where state = 'RUNNING' order by id")
                        .rows())
                .map(rows -> rows.stream().map(row -> row.text("id")).toList());
    }

    /** The requests that are to be published once this has committed. */
    public Uni<List<RequestCall>> pace(String campaignId) {
        return Panache.withTransaction(
                () -> Sql.of("""
                        select id, tenant, max_concurrent, ring_timeout_seconds, wrap_up_seconds, amd, record, record_inside_only,
                          cast(array_to_json(agents) as text) as agents, cast(array_to_json(trunks) as text) as trunks,
                          cast(array_to_json(caller_ids) as text) as caller_ids
                        from campaign.campaign where id = :id and state = 'RUNNING' for update skip locked""").with("id", campaignId).row().chain(row -> row.map(PacedCampaign::of)
                        .map(campaign ->
                                claim(campaign, clock.instant()).call(() -> reports.write(campaign, clock.instant())))
                        .orElseGet(() -> Uni.createFrom().item(List.of()))));
    }

    private Uni<List<RequestCall>> claim(PacedCampaign campaign, Instant now) {
        return snapshots.of(campaign, now).chain(snapshot -> contacts.next(campaign, Pacing.room(snapshot), now)
                .chain(due -> switch (Pacing.decide(snapshot, due.size())) {
                    case Decision.Claim(var agents) -> assign(campaign, agents, due, now);
                    case Decision.Hold _ -> Uni.createFrom().item(List.of());
                }));
    }

    private Uni<List<RequestCall>> assign(
            PacedCampaign campaign, List<String> agents, List<DueContact> due, Instant now) {
        return contacts.ways(campaign)
                .map(ways -> Assignment.of(agents, due, ways))
                .call(assignments -> putAside(campaign, assignments, now))
                .chain(assignments -> claims.write(
                        campaign,
                        assignments.stream()
                                .filter(Assignment.Dial.class::isInstance)
                                .map(Assignment.Dial.class::cast)
                                .toList(),
                        now));
    }

    private Uni<Void> putAside(PacedCampaign campaign, List<Assignment> assignments, Instant now) {
        return Multi.createFrom()
                .iterable(assignments)
                .onItem()
                .transformToUniAndConcatenate(assignment -> switch (assignment) {
                    case Assignment.Dial _ -> Uni.createFrom().voidItem();
                    case Assignment.Skip(var contact) -> contacts.skip(campaign, contact);
                    case Assignment.Defer(var contact) -> contacts.defer(contact, now);
                })
                .collect()
                .asList()
                .replaceWithVoid();
    }
}
