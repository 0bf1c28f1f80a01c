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
        for (var attempt = 1; attempt <= ATTEMPTS && !areGone(cause); attempt++) {
            listen(attempt, call.legs::areGone);
        }
        var bridge = call.pbx.destroyBridge(call.bridge());
        for (var attempt = 1; attempt < ATTEMPTS && bridge instanceof Answer.Unknown; attempt++) {
            listen(attempt, () -> false);
            bridge = call.pbx.destroyBridge(call.bridge());
        }
        if (!call.legs.areGone() || bridge instanceof Answer.Unknown) {
            LOG.log(
                    Logger.Level.ERROR,
                    "a call could not be taken off the PBX; the sweep will, callId={0}, channels={1}",
                    call.callId,
                    call.legs.known());
            call.legs.known().forEach(call.legs::gone);
        }
    }

    /** A channel came for a call that has ended: it is not let in. */
    void refuse(AriEvent event) {
        if (event.is("StasisStart") && event.channel() != null) {
            call.pbx.hangUp(event.channel().id(), Cause.NORMAL_CLEARING);
        }
    }

    private boolean areGone(int cause) {
        for (var channelId : call.legs.known()) {
            if (call.pbx.hangUp(channelId, cause) instanceof Answer.Gone) {
                call.legs.gone(channelId);
            }
        }
        return call.legs.areGone();
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
                case Signal.Heard(AriEvent event) -> call.legs.observe(event);
                case Signal.Missing(String channelId) -> call.legs.gone(channelId);
                case Signal.Ordered _ -> call.mailbox.postpone(signal);
                case Signal.Abandoned _ -> throw new InterruptedException("the shard was given away");
            }
        }
    }
}
