package io.tandem.campaign.pacing.store;

import io.smallrye.mutiny.Uni;
import io.tandem.campaign.contact.CallStep;
import io.tandem.campaign.contact.ContactProgress.Transition;
import io.tandem.campaign.contact.ContactState;
import io.tandem.campaign.outbox.CampaignNews;
import io.tandem.campaign.pacing.store.AttemptJournal.Entry;
import io.tandem.campaign.sql.Row;
import io.tandem.campaign.sql.Sql;
import io.tandem.contracts.CallOutcome;
import io.tandem.contracts.CampaignEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Closes an attempt: the attempt itself, its contact, what it taught about the agent, and the event where the contact is done. */
@ApplicationScoped
class AttemptEnds {

    private final AgentLessons lessons;
    private final CampaignNews news;

    AttemptEnds(AgentLessons lessons, CampaignNews news) {
        this.lessons = lessons;
        this.news = news;
    }

    Uni<Void> end(Entry entry, CallOutcome outcome, AttemptRow attempt, Transition transition, Instant now) {
        return close(entry, outcome, attempt)
                .chain(() -> lessons.learn(attempt, outcome, entry.at(), now))
                .chain(() -> settle(attempt, transition, now));
    }

    private static Uni<Void> close(Entry entry, CallOutcome outcome, AttemptRow attempt) {
        boolean lost = entry.step() instanceof CallStep.Lost;
        return Sql.of("""
                update campaign.attempt set state = 'ENDED', outcome = :outcome, hangup_cause = nullif(:cause, ''),
                  ended_at = :at, lost = :lost, last_version = :version where call_id = :call""")
                .with("outcome", outcome.name())
                .with("cause", entry.hangupCause() == null ? "" : entry.hangupCause())
                .with("at", entry.at())
                .with("lost", lost)
                .with("version", lost ? attempt.lastVersion() : entry.version())
                .with("call", entry.callId())
                .run()
                .replaceWithVoid();
    }

    private Uni<Void> settle(AttemptRow attempt, Transition transition, Instant now) {
        return switch (transition) {
            case Transition.Completed _ -> done(attempt, ContactState.COMPLETED, CallOutcome.ANSWERED);
            case Transition.Exhausted(var outcome) -> done(attempt, ContactState.EXHAUSTED, outcome);
            case Transition.RetryAfter(var delay, var outcome) ->
                contact(attempt, ContactState.RETRY, outcome, now.plus(delay), 0)
                        .replaceWithVoid();
            case Transition.Returned _ ->
                contact(attempt, ContactState.PENDING, null, now, 1).replaceWithVoid();
            case Transition.Moved _, Transition.Ignored _ ->
                throw new IllegalStateException("a call that ended did not end its attempt: " + transition);
        };
    }

    private Uni<Void> done(AttemptRow attempt, ContactState state, CallOutcome outcome) {
        return contact(attempt, state, outcome, null, 0)
                .chain(contact -> news.tell(
                        attempt.campaignId(),
                        head -> new CampaignEvent.ContactCompleted(
                                head.campaignId(),
                                head.tenant(),
                                head.version(),
                                head.at(),
                                head.name(),
                                attempt.contactId(),
                                state.name(),
                                outcome,
                                contact.whole("attempts"))));
    }

    /** @param fault 1 if the attempt failed through our fault: then it does not count as one of the contact's */
    private static Uni<Row> contact(
            AttemptRow attempt, ContactState state, @Nullable CallOutcome outcome, @Nullable Instant next, int fault) {
        return Sql.of("""
                update campaign.contact set state = :state, outcome = nullif(:outcome, ''), faults = faults + :fault,
                  attempts = attempts - :fault,
                  next_attempt_at = coalesce(cast(nullif(:next, '') as timestamptz), next_attempt_at)
                where id = :id returning attempts""")
                .with("state", state.name())
                .with("outcome", outcome == null ? "" : outcome.name())
                .with("fault", fault)
                .with("next", next == null ? "" : next.toString())
                .with("id", attempt.contactId())
                .row()
                .map(row -> row.orElseThrow());
    }
}
