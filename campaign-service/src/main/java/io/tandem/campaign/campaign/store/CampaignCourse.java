package io.tandem.campaign.campaign.store;

import io.smallrye.mutiny.Uni;
import io.tandem.campaign.campaign.Campaign;
import io.tandem.campaign.campaign.CampaignLifecycle;
import io.tandem.campaign.campaign.CampaignLifecycle.Action;
import io.tandem.campaign.campaign.CampaignLifecycle.Means;
import io.tandem.campaign.campaign.CampaignLifecycle.Transition;
import io.tandem.campaign.outbox.CampaignNews;
import io.tandem.campaign.outbox.CampaignNews.Head;
import io.tandem.campaign.sql.Sql;
import io.tandem.contracts.CampaignEvent;
import io.tandem.edge.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Locale;

/** Starts, pauses, resumes and stops campaigns, and tells of it. Calls under way go on to their end whatever is done. */
@ApplicationScoped
public class CampaignCourse {

    private final CampaignRepository repository;
    private final CampaignNews news;
    private final InstantSource clock;

    CampaignCourse(CampaignRepository repository, CampaignNews news, InstantSource clock) {
        this.repository = repository;
        this.news = news;
        this.clock = clock;
    }

    /** In the transaction at hand; a conflict with the reason where the state does not allow it. */
    public Uni<Campaign> act(String tenant, String id, Action action) {
        return repository.locked(tenant, id).chain(campaign -> means(campaign)
                .invoke(means -> move(campaign, action, means))
                .chain(() -> news.tell(id, head -> event(action, head)))
                .replaceWith(campaign::campaign));
    }

    private void move(CampaignEntity campaign, Action action, Means means) {
        switch (CampaignLifecycle.on(campaign.state, action, means)) {
            case Transition.Moved(var state) -> campaign.move(state, clock.instant());
            case Transition.Refused(var why) ->
                throw ProblemException.conflict(
                        "cannot " + action.name().toLowerCase(Locale.ROOT) + " campaign " + campaign.id + ": " + why);
        }
    }

    private static CampaignEvent event(Action action, Head head) {
        return switch (action) {
            case START, RESUME ->
                new CampaignEvent.Started(head.campaignId(), head.tenant(), head.version(), head.at(), head.name());
            case PAUSE ->
                new CampaignEvent.Paused(head.campaignId(), head.tenant(), head.version(), head.at(), head.name());
            case STOP ->
                new CampaignEvent.Stopped(head.campaignId(), head.tenant(), head.version(), head.at(), head.name());
        };
    }

    private static Uni<Means> means(CampaignEntity campaign) {
        return Sql.of("""
                select
                  (select count(*) from campaign.agent a where a.tenant = k.tenant and a.id = any(k.agents)) as agents,
                  exists (select 1 from campaign.contact c where c.campaign_id = k.id) as has_contacts
                from campaign.campaign k where k.id = :id""")
                .with("id", campaign.id)
                .row()
                .map(row -> new Means(
                        row.orElseThrow().number("agents"), row.orElseThrow().is("has_contacts")));
    }
}
