package io.tandem.campaign.pacing.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tandem.campaign.CampaignConfig;
import io.tandem.campaign.contact.CallStep;
import io.tandem.campaign.contact.ContactProgress;
import io.tandem.campaign.contact.ContactProgress.Transition;
import io.tandem.campaign.sql.Sql;
import io.tandem.contracts.CallOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes what happened to a call into its attempt and its contact, in one transaction. Locks are taken in one order everywhere:
 * campaign, attempt, contact.
 */
@ApplicationScoped
public class AttemptJournal {

    /** @param version of the event; what is not newer than what is known is dropped */
    public record Entry(
            String tenant,
            String callId,
            String campaignId,
            long version,
            Instant at,
            CallStep step,
            @Nullable String hangupCause) {

        /** An attempt of which nothing was heard. */
        static Entry lost(String tenant, String callId, String campaignId, Instant at) {
            return new Entry(tenant, callId, campaignId, 0, at, new CallStep.Lost(), null);
        }

        Optional<CallOutcome> outcome() {
            return switch (step) {
                case CallStep.Ended(var outcome) -> Optional.of(outcome);
                case CallStep.Lost _ -> Optional.of(CallOutcome.UNKNOWN);
                case CallStep.AgentReached _,
                        CallStep.Dialed _,
                        CallStep.Rang _,
                        CallStep.PickedUp _,
                        CallStep.Joined _ -> Optional.empty();
            };
        }
    }

    public sealed interface Result {

        record Taken() implements Result {}

        record Ended(String tenant, CallOutcome outcome) implements Result {}

        record Dropped(String why) implements Result {}
    }

    private final AttemptEnds ends;
    private final CampaignConfig.Pacing config;
    private final InstantSource clock;

    AttemptJournal(AttemptEnds ends, CampaignConfig.Pacing config, InstantSource clock) {
        this.ends = ends;
        this.config = config;
        this.clock = clock;
    }

    public Uni<Result> take(Entry entry) {
        return Panache.withTransaction(
                () -> lockForEnd(entry).chain(() -> attempt(entry)).chain(row -> row.map(
                                attempt -> take(entry, attempt))
                        .orElseGet(() -> dropped("not an attempt of ours"))));
    }

    private Uni<Result> take(Entry entry, AttemptRow attempt) {
        if (entry.version() <= attempt.lastVersion()) {
            return dropped("nothing new");
        }
        if (attempt.isEnded() && !isLateTruth(entry, attempt)) {
            return dropped("the attempt has ended");
        }
        var transition = ContactProgress.on(attempt.contact(), entry.step(), attempt.rules(config.maxFaults()));
        return entry.outcome()
                .map(outcome -> ends.end(entry, outcome, attempt, transition, clock.instant())
                        .<Result>replaceWith(new Result.Ended(entry.tenant(), outcome)))
                .orElseGet(() -> goOn(entry, attempt, transition).replaceWith(new Result.Taken()));
    }

    /**
     * An attempt that was given up as unknown, and of which the end is heard after all: then it is known. Not once the campaign is
     * complete: what was told of it stays.
     */
    private static boolean isLateTruth(Entry entry, AttemptRow attempt) {
        return attempt.isLost() && !attempt.isCampaignCompleted() && entry.step() instanceof CallStep.Ended;
    }

    private static Uni<Void> goOn(Entry entry, AttemptRow attempt, Transition transition) {
        return switch (transition) {
            case Transition.Moved(var state, var dialed) ->
                confirm(entry, dialed).chain(() -> Sql.of("update campaign.contact set state = :state where id = :id")
                        .with("state", state.name())
                        .with("id", attempt.contactId())
                        .run()
                        .replaceWithVoid());
            case Transition.Ignored _ -> confirm(entry, attempt.contact().dialed());
            case Transition.Completed _, Transition.RetryAfter _, Transition.Returned _, Transition.Exhausted _ ->
                throw new IllegalStateException("a call that goes on ended its contact: " + transition);
        };
    }

    private static Uni<Void> confirm(Entry entry, boolean dialed) {
        return Sql.of("""
                update campaign.attempt set state = 'CONFIRMED', last_version = :version, customer_dialed = :dialed
                where call_id = :call""")
                .with("version", entry.version())
                .with("dialed", dialed)
                .with("call", entry.callId())
                .run()
                .replaceWithVoid();
    }

    /** The end of a call may be told as an event of the campaign, whose row must then be locked first. */
    private static Uni<Void> lockForEnd(Entry entry) {
        if (entry.outcome().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Sql.of("select id from campaign.campaign where tenant = :tenant and id = :id for update")
                .with("tenant", entry.tenant())
                .with("id", entry.campaignId())
                .row()
                .replaceWithVoid();
    }

    private static Uni<Optional<AttemptRow>> attempt(Entry entry) {
        return Sql.of("""
                select t.call_id, t.tenant, t.campaign_id, t.contact_id, t.agent_id, t.state, t.last_version, t.lost,
                  t.customer_dialed, c.state as contact_state, c.faults, k.state as campaign_state, k.retry,
                  (select count(*) from campaign.attempt e
                   where e.contact_id = t.contact_id and e.outcome = :outcome and e.call_id <> t.call_id) as same_outcome
                from campaign.attempt t
                join campaign.contact c on c.id = t.contact_id
                join campaign.campaign k on k.id = t.campaign_id
                where t.call_id = :call and t.tenant = :tenant
                for update of t, c""")
                .with("outcome", entry.outcome().map(Enum::name).orElse(""))
                .with("call", entry.callId())
                .with("tenant", entry.tenant())
                .row()
                .map(row -> row.map(AttemptRow::of));
    }

    private static Uni<Result> dropped(String why) {
        return Uni.createFrom().item(new Result.Dropped(why));
    }
}
