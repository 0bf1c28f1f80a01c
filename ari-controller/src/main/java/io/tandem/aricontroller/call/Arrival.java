package io.tandem.aricontroller.call;

import io.tandem.aricontroller.fact.AriEvent;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A caller who came in: told, and told again by each new owner. They are not answered until somebody says so; where nobody says anything
 * in time, the dialplan tells them that nobody is there, so that they do not wait in silence.
 */
final class Arrival {

    /** Of asterisk/pbx/extensions.conf. */
    private static final String NOBODY = "tandem-unserved";

    private static final String START = "s";

    private final LiveCall call;
    private final Leaving leaving;
    private @Nullable Long due;

    Arrival(LiveCall call, Holding holding) {
        this.call = call;
        this.leaving = new Leaving(call, holding);
    }

    void entered(AriEvent start) {
        var channel = start.channel();
        var place = start.movedFrom();
        call.isUnanswered = !channel.isUp();
        if (place.filter(call.bridge()::equals).isPresent()) {
            call.legs.bridged(channel.id());
        } else {
            call.isSuspended = true;
        }
        if (call.pbx.follow(channel.id()) instanceof Answer.Gone) {
            call.missing(channel.id());
        }
        call.tell(call.outcomes.arrived(call.callId, channel));
        due = place.isEmpty() ? System.nanoTime() + call.limits.unserved().toNanos() : null;
    }

    /** Somebody said what is to be done. */
    void served() {
        due = null;
    }

    Optional<Duration> due() {
        return Optional.ofNullable(due).map(it -> Duration.ofNanos(it - System.nanoTime()));
    }

    void timeOut() {
        if (due != null && due - System.nanoTime() <= 0) {
            due = null;
            if (!(leaving.into(NOBODY, START) instanceof Answer.Done)) {
                throw new CallOver("nobody served the caller", Cause.CONGESTION);
            }
        }
    }
}
