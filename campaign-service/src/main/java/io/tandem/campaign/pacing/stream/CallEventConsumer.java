package io.tandem.campaign.pacing.stream;

import io.smallrye.mutiny.Uni;
import io.tandem.campaign.pacing.CallSteps;
import io.tandem.campaign.pacing.store.AttemptJournal.Entry;
import io.tandem.campaign.tick.Patience;
import io.tandem.contracts.CallEvent;
import io.tandem.edge.kafka.Wire;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Reads what happens to the calls of campaigns; other calls are passed over. A database that is away makes the partition wait; only
 * unreadable records go to the dead letters.
 */
@ApplicationScoped
public class CallEventConsumer {

    private final Wire wire;
    private final CallEvents events;

    CallEventConsumer(Wire wire, CallEvents events) {
        this.wire = wire;
        this.events = events;
    }

    @Incoming("calls")
    public Uni<Void> on(String record) {
        return entry(wire.read(record, CallEvent.class)).map(this::take).orElseGet(() -> Uni.createFrom()
                .voidItem());
    }

    private Uni<Void> take(Entry entry) {
        return Patience.with("keeping what happened to a call", () -> events.take(entry));
    }

    private static Optional<Entry> entry(CallEvent event) {
        var call = event.call();
        if (call == null || call.campaignId() == null) {
            return Optional.empty();
        }
        return CallSteps.of(event)
                .map(step -> new Entry(
                        event.tenant(),
                        event.callId(),
                        call.campaignId(),
                        event.version(),
                        event.at(),
                        step,
                        call.hangupCause()));
    }
}
