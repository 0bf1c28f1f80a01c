package io.tandem.aricontroller.call;

import io.tandem.aricontroller.fact.AriEvent;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Takes a call off the PBX: channels first, then the bridge, said again until it is so. */
final class Ending {

    private static final Logger LOG = System.getLogger(Ending.class.getName());
    private static final int ATTEMPTS = 5;

    private final LiveCall call;

    Ending(LiveCall call) {
        this.call = call;
    }

    void run(int cause) throws InterruptedException {
        for (var attempt = 1; attempt <= ATTEMPTS && !hangUpAll(cause); attempt++) {
            listen(attempt, this::areGone);
        }
        call.guests.opened(call.bridge());
        for (var attempt = 1; attempt <= ATTEMPTS && !areDestroyed(); attempt++) {
            listen(attempt, () -> false);
        }
        if (!areGone() || !call.guests.bridges().isEmpty()) {
            LOG.log(
                    Logger.Level.ERROR,
                    "a call could not be taken off the PBX; the sweep will, callId={0}, channels={1}",
                    call.callId,
                    call.legs.known());
            call.legs.known().forEach(call.legs::gone);
            call.guests.known().forEach(call.guests::gone);
            call.guests.bridges().forEach(call.guests::closed);
        }
    }

    /** A channel came for a call that has ended: it is not let in. */
    void refuse(AriEvent event) {
        if (event.is("StasisStart") && event.channel() != null) {
            call.pbx.hangUp(event.channel().id(), Cause.NORMAL_CLEARING);
        }
    }

    private boolean hangUpAll(int cause) {
        for (var channelId : call.guests.known()) {
            if (call.pbx.hangUp(channelId, cause) instanceof Answer.Gone) {
                call.guests.gone(channelId);
            }
        }
        for (var channelId : call.legs.known()) {
            if (call.pbx.hangUp(channelId, cause) instanceof Answer.Gone) {
                call.legs.gone(channelId);
            }
        }
        return areGone();
    }

    private boolean areGone() {
        return call.legs.areGone() && call.guests.known().isEmpty();
    }

    /** Whatever the PBX answers, but for silence, is the last word about a bridge. */
    private boolean areDestroyed() {
        for (var bridge : call.guests.bridges()) {
            if (!(call.pbx.destroyBridge(bridge) instanceof Answer.Unknown)) {
                call.guests.closed(bridge);
            }
        }
        return call.guests.bridges().isEmpty();
    }

    /** Until {@code done} or the time limit, longer each time; commands that arrive are kept until after the end. */
    private void listen(int attempt, BooleanSupplier done) throws InterruptedException {
        long deadline =
                System.nanoTime() + call.limits.hangUp().multipliedBy(attempt).toNanos();
        while (!done.getAsBoolean()) {
            var signal = call.mailbox.pollArrived(Duration.ofNanos(deadline - System.nanoTime()));
            switch (signal) {
                case null -> {
                    return;
                }
                case Signal.Heard(AriEvent event) -> {
                    if (LiveCall.isAboutAParty(event)) {
                        call.legs.observe(event);
                    } else {
                        call.guests.observe(event);
                    }
                }
                case Signal.Missing(String channelId) -> {
                    call.legs.gone(channelId);
                    call.guests.gone(channelId);
                }
                case Signal.Ordered _ -> call.mailbox.postpone(signal);
                case Signal.Abandoned _ -> throw new InterruptedException("the shard was given away");
            }
        }
    }
}
