package io.tandem.aricontroller.call;

import io.tandem.aricontroller.fact.AriEvent;
import io.tandem.aricontroller.fact.LegId;
import io.tandem.contracts.AriCommand;
import java.util.HashMap;
import java.util.Map;

/**
 * Hold: the party leaves the call's bridge for one of their own, named {@code <callId>.hold.<order>}, and hears music there; so the PBX
 * itself says who is held, also to the next owner of the shard. Seen on 22.10.1: such a bridge plays no music by itself, and music
 * that is begun on a channel goes on until it is stopped.
 */
final class Holding {

    private final LiveCall call;
    private final Map<String, String> places = new HashMap<>();

    Holding(LiveCall call) {
        this.call = call;
    }

    boolean isHeld(String channelId) {
        return places.containsKey(channelId);
    }

    void adopted(AriEvent start) {
        start.movedFrom().filter(LegId::isHold).ifPresent(bridge -> {
            call.guests.opened(bridge);
            places.put(start.channel().id(), bridge);
            call.pbx.startMusic(start.channel().id()); // the one before may have died between the two steps
        });
    }

    Answer hold(AriCommand.Hold c) {
        var held = aside(c.channelId(), c.order());
        if (held instanceof Answer.Done) {
            call.tell(call.outcomes.held(c));
        }
        return held;
    }

    Answer resume(AriCommand.Resume c) {
        var back = back(c.channelId());
        if (back instanceof Answer.Done) {
            call.tell(call.outcomes.resumed(c));
        }
        return back;
    }

    /** Done where they hear music already. */
    Answer aside(String channelId, long order) {
        return isHeld(channelId) ? new Answer.Done() : putAside(channelId, LegId.holdOf(call.callId, order));
    }

    /**
     * Done where they are in the call's bridge already. The music is stopped on both sides of the move: seen on 22.10.1, where it was
     * begun a moment before, a stop before the move alone left it playing.
     */
    Answer back(String channelId) {
        var place = places.get(channelId);
        if (place != null) {
            call.pbx.stopMusic(channelId);
            var back = Twice.of(() -> call.pbx.addToBridge(call.bridge(), channelId));
            if (!(back instanceof Answer.Done)) {
                call.pbx.startMusic(channelId);
                return back;
            }
            call.pbx.stopMusic(channelId);
            places.remove(channelId);
            close(place);
        }
        return new Answer.Done();
    }

    private Answer putAside(String channelId, String bridge) {
        call.guests.opened(bridge);
        var opened = Twice.of(() -> call.pbx.createHoldingBridge(bridge));
        if (!(opened instanceof Answer.Done || opened instanceof Answer.Conflict)) {
            close(bridge);
            return opened;
        }
        var moved = Twice.of(() -> call.pbx.addToBridge(bridge, channelId));
        var heard = moved instanceof Answer.Done ? Twice.of(() -> call.pbx.startMusic(channelId)) : moved;
        if (heard instanceof Answer.Done) {
            places.put(channelId, bridge);
        } else {
            Twice.of(() -> call.pbx.addToBridge(call.bridge(), channelId));
            close(bridge);
        }
        return heard;
    }

    private void close(String bridge) {
        switch (call.pbx.destroyBridge(bridge)) {
            case Answer.Done _, Answer.Gone _ -> call.guests.closed(bridge);
            case Answer.Conflict _, Answer.Refused _, Answer.Unknown _ -> {} // at the end of the call it is tried again
        }
    }
}
