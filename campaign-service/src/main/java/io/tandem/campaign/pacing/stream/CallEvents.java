package io.tandem.campaign.pacing.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tandem.campaign.outbox.Outbox;
import io.tandem.campaign.pacing.store.AttemptJournal;
import io.tandem.campaign.pacing.store.AttemptJournal.Entry;
import io.tandem.campaign.pacing.store.AttemptJournal.Result;
import io.tandem.campaign.tick.PacingDue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import org.jboss.logging.Logger;

/** Takes what happened to calls into the journal, counts it, and wakes whoever waits for it. */
@ApplicationScoped
class CallEvents {

    private static final Logger LOG = Logger.getLogger(CallEvents.class);

    private final AttemptJournal journal;
    private final Outbox outbox;
    private final Event<PacingDue> pacing;
    private final MeterRegistry meters;

    CallEvents(AttemptJournal journal, Outbox outbox, Event<PacingDue> pacing, MeterRegistry meters) {
        this.journal = journal;
        this.outbox = outbox;
        this.pacing = pacing;
        this.meters = meters;
    }

    Uni<Void> take(Entry entry) {
        return journal.take(entry).invoke(result -> note(entry, result)).replaceWithVoid();
    }

    private void note(Entry entry, Result result) {
        switch (result) {
            case Result.Taken _ -> LOG.tracef("taken: callId=%s step=%s", entry.callId(), entry.step());
            case Result.Dropped(var why) -> {
                LOG.debugf("dropped, %s: callId=%s step=%s", why, entry.callId(), entry.step());
                meters.counter("tandem.call.events.dropped", "tenant", entry.tenant())
                        .increment();
            }
            case Result.Ended(var tenant, var outcome) -> {
                meters.counter("tandem.attempts", "tenant", tenant, "outcome", outcome.name())
                        .increment();
                outbox.kick();
                pacing.fire(new PacingDue());
            }
        }
    }
}
