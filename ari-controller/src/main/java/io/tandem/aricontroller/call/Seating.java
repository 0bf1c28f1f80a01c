package io.tandem.aricontroller.call;

import io.tandem.aricontroller.fact.AriEvent;
import io.tandem.aricontroller.fact.LegId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Agents who wait at a desk: their leg of the call has two halves, and the other one, the seat, comes to the desk's bridge, which is
 * another shard's perhaps. The leg is answered when the seat is in it, and ends when it is out of it. Owned by the call's thread.
 */
final class Seating {

    /** The dial string reaches somebody who is there: it is answered at once or never. */
    private static final Duration RING = Duration.ofSeconds(5);

    private final LiveCall call;
    private @Nullable String desk;

    Seating(LiveCall call) {
        this.call = call;
    }

    /** Null: the agent is in the call already, or comes otherwise. */
    void waitsAt(@Nullable String endpoint) {
        desk = endpoint;
    }

    /**
     * Once somebody is in the bridge for whom there is no agent. Their leg comes by its StasisStart. Where this fails, call-state-service
     * asks again, as it also does where an owner that is gone did not come this far.
     */
    void askForTheAgent() {
        var endpoint = desk;
        desk = null;
        if (endpoint == null || call.legs.has(call.agent())) {
            return;
        }
        var made = call.pbx.originate(NewChannel.agentAt(endpoint, call.callId), RING);
        if (made instanceof Answer.Done) {
            call.tell(call.outcomes.created(call.callId, call.agent()));
        }
        if (made instanceof Answer.Done || made instanceof Answer.Unknown) {
            call.legs.made(call.agent());
        }
    }

    /**
     * Not for one at a desk. Seen on 22.10.1: ringing passes the seat and is heard at the desk, its end does not, and the phone hears
     * nothing else any more.
     */
    void ring(String channelId) {
        if (call.legs.has(channelId) && !isAtDesk(channelId)) {
            call.pbx.ring(channelId);
        }
    }

    void stopRinging(String channelId) {
        if (call.legs.has(channelId) && !isAtDesk(channelId)) {
            call.pbx.stopRinging(channelId);
        }
    }

    private boolean isAtDesk(String channelId) {
        return LegId.of(channelId)
                .filter(leg -> leg.leg().startsWith(LegId.AGENT))
                .filter(leg -> call.guests.has(leg.seat().channelId()))
                .isPresent();
    }

    static boolean isOfSeat(AriEvent event) {
        return event.channel() != null && LegId.isSeat(event.channel().id());
    }

    /** Does not wait for anything: the procedure that dialled the agent is waiting for what this leads to. */
    void heard(AriEvent event) {
        call.guests.observe(event);
        var seat = event.channel().id();
        switch (event.type()) {
            case "StasisStart" -> entered(seat, event);
            case "ChannelLeftBridge" -> call.dismiss(seat, Cause.NORMAL_CLEARING);
            default -> {}
        }
    }

    /** One that was moved here is at the desk, or the desk went while nobody looked. */
    private void entered(String seat, AriEvent start) {
        if (!start.isMove()) {
            sit(seat, LegId.bridgeOf(start.argument(2)));
        } else if (start.movedFrom().isEmpty()) {
            call.dismiss(seat, Cause.NORMAL_CLEARING);
        }
    }

    private void sit(String seat, String bridge) {
        var sits = Twice.of(() -> call.pbx.addToBridge(bridge, seat)) instanceof Answer.Done
                && Twice.of(() -> call.pbx.callers().answer(seat)) instanceof Answer.Done;
        if (!sits) {
            call.dismiss(seat, Cause.SUBSCRIBER_ABSENT);
        } else if (call.pbx.follow(seat) instanceof Answer.Gone) {
            call.guests.gone(seat);
        }
    }
}
