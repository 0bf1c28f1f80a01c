package io.tandem.aricontroller.call;

import io.tandem.aricontroller.fact.AriEvent;
import io.tandem.aricontroller.fact.LegId;

/**
 * Agents who wait at a desk: their leg of the call has two halves, and the other one, the seat, comes to the desk's bridge, which is
 * another shard's perhaps. The leg is answered when the seat is in it, and ends when it is out of it. Owned by the call's thread.
 */
final class Seating {

    private final LiveCall call;

    Seating(LiveCall call) {
        this.call = call;
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
            case "ChannelLeftBridge" -> leave(seat, Cause.NORMAL_CLEARING);
            default -> {}
        }
    }

    /** One that was moved here is at the desk, or the desk went while nobody looked. */
    private void entered(String seat, AriEvent start) {
        if (!start.isMove()) {
            sit(seat, LegId.bridgeOf(start.argument(2)));
        } else if (start.movedFrom().isEmpty()) {
            leave(seat, Cause.NORMAL_CLEARING);
        }
    }

    private void sit(String seat, String desk) {
        var sits = Twice.of(() -> call.pbx.addToBridge(desk, seat)) instanceof Answer.Done
                && Twice.of(() -> call.pbx.callers().answer(seat)) instanceof Answer.Done;
        if (!sits) {
            leave(seat, Cause.SUBSCRIBER_ABSENT);
        } else if (call.pbx.follow(seat) instanceof Answer.Gone) {
            call.guests.gone(seat);
        }
    }

    /** One whose end is not said stays known, and is hung up again when the call ends. */
    private void leave(String seat, int cause) {
        if (Twice.of(() -> call.pbx.hangUp(seat, cause)) instanceof Answer.Gone) {
            call.guests.gone(seat);
        }
    }
}
