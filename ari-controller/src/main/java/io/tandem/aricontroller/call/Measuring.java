package io.tandem.aricontroller.call;

import io.tandem.contracts.AriCommand;
import io.tandem.contracts.PbxFact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How the parties can be heard, every 10 s while somebody wants to know. Whoever takes the call over measures when it is asked again. */
final class Measuring {

    private static final Duration EVERY = Duration.ofSeconds(10);

    private final LiveCall call;
    private Instant until = Instant.MIN;
    private Instant due = Instant.MAX;

    Measuring(LiveCall call) {
        this.call = call;
    }

    Answer watch(AriCommand.WatchQuality c) {
        until = c.until();
        due = now();
        return new Answer.Done();
    }

    /** Until something is to be measured; empty where nothing is. */
    Optional<Duration> due() {
        return due.equals(Instant.MAX) ? Optional.empty() : Optional.of(Duration.between(now(), due));
    }

    void measureIfDue() {
        var now = now();
        if (now.isBefore(due)) {
            return;
        }
        due = now.plus(EVERY).isAfter(until) ? Instant.MAX : now.plus(EVERY);
        var figures = figures();
        if (!figures.isEmpty()) {
            call.tell(call.outcomes.qualityMeasured(call.callId, figures));
        }
    }

    private List<PbxFact.LegFigures> figures() {
        return call.legs.known().stream()
                .filter(call.legs::isControlled)
                .flatMap(leg -> call.pbx.quality(leg).stream().map(quality -> new PbxFact.LegFigures(leg, quality)))
                .toList();
    }

    private Instant now() {
        return call.outcomes.clock().instant();
    }
}
