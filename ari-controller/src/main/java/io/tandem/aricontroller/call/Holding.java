package io.tandem.aricontroller.call;

import io.tandem.aricontroller.fact.AriEvent;
import io.tandem.aricontroller.fact.LegId;
import io.tandem.contracts.AriCommand;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hold: the party leaves the call's bridge for one of their own, named {@code <callId>.hold.<order>}, and hears music there; so the PBX
 * itself says who is held, also to the next owner of the shard. Seen on 22.10.1: such a bridge plays no music by itself, and music
 * that is begun on a channel goes on until it is stopped.
 */
final class Holding {

    private final LiveCall call;
    private final Map<String, String> places = new HashMap<>();
    private final Set<String> adopted = new HashSet<>();
    private @Nullable String customersMusic;

    Holding(LiveCall call) {
        this.call = call;
    }

    boolean isHeld(String channelId) {
        return places.containsKey(channelId);
    }

    /** Whether an owner that is gone had put them aside. */
    boolean isAdopted(String channelId) {
        return adopted.contains(channelId);
    }

    /** The bridge in which they hear music; they are held. */
    String placeOf(String channelId) {
        return Objects.requireNonNull(places.get(channelId), "is not held");
    }

    void adopted(AriEvent start) {
        start.movedFrom().filter(LegId::isHold).ifPresent(bridge -> {
            call.guests.opened(bridge);
            places.put(start.channel().id(), bridge);
            adopted.add(start.channel().id());
            playMusic(start.channel().id()); // the one before may have died between the two steps
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
                playMusic(channelId);
                return back;
            }
            call.pbx.stopMusic(channelId);
            places.remove(channelId);
            close(place);
        }
        return new Answer.Done();
    }

    /** The customer hears this music wherever they wait from now on. */
    Answer asideWith(@Nullable String music, long order) {
        var isOther = !Objects.equals(music, customersMusic);
        customersMusic = music;
        if (isHeld(call.customer()) && isOther) {
            call.pbx.stopMusic(call.customer());
        }
        return isHeld(call.customer()) ? playMusic(call.customer()) : aside(call.customer(), order);
    }

    /** Again changes nothing. */
    Answer playMusic(String channelId) {
        var music = channelId.equals(call.customer()) ? customersMusic : null;
        return Twice.of(() -> call.pbx.startMusic(channelId, music));
    }

    /** They left the application: nothing of ours is kept for them. */
    void left(String channelId) {
        var place = places.remove(channelId);
        if (place != null) {
            close(place);
        }
    }

    private Answer putAside(String channelId, String bridge) {
        if (call.isUnanswered && channelId.equals(call.customer())) {
            var answered = Twice.of(() -> call.pbx.callers().answer(channelId));
            if (!(answered instanceof Answer.Done)) {
                return answered;
            }
            call.isUnanswered = false;
        }
        call.guests.opened(bridge);
        var opened = Twice.of(() -> call.pbx.createHoldingBridge(bridge));
        if (!(opened instanceof Answer.Done || opened instanceof Answer.Conflict)) {
            close(bridge);
            return opened;
        }
        var moved = Twice.of(() -> call.pbx.addToBridge(bridge, channelId));
        var heard = moved instanceof Answer.Done ? playMusic(channelId) : moved;
        if (heard instanceof Answer.Done) {
            places.put(channelId, bridge);
        } else {
            if (!channelId.equals(call.customer()) || call.isTalking()) {
                Twice.of(() -> call.pbx.addToBridge(call.bridge(), channelId));
            }
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
