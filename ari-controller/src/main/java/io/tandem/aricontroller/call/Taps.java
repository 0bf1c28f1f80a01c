package io.tandem.aricontroller.call;

import io.tandem.aricontroller.fact.AriEvent;
import io.tandem.aricontroller.fact.LegId;
import io.tandem.aricontroller.fact.RecordingId;
import io.tandem.aricontroller.fact.RecordingId.Side;
import io.tandem.contracts.MuteDirection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The ears of a recording: {@code <callId>.tap.<n>}, one on each channel, heard in the bridge of the channel's side. A tap ends with the
 * channel on which it is.
 */
final class Taps {

    /** As Asterisk names a snoop: the id of the channel that it hears, and a number. */
    private static final Pattern NAME = Pattern.compile("Snoop/(.+)-[0-9a-f]{8}");

    private static final int ATTEMPTS = 3;

    private final LiveCall call;
    private final Map<String, String> tapOf = new LinkedHashMap<>();
    private int last;

    Taps(LiveCall call) {
        this.call = call;
    }

    /** Done also where there is one, and for channels that are none of ours to record. */
    Answer on(String channelId, RecordingId recording) throws InterruptedException {
        var leg = LegId.in(call.callId, channelId);
        if (leg.isEmpty() || LegId.isTap(channelId) || LegId.isSnoop(channelId) || tapOf.containsKey(channelId)) {
            return new Answer.Done();
        }
        var tap = make(channelId);
        if (!(tap.answer() instanceof Answer.Done)) {
            return tap.answer();
        }
        var placed = place(tap.leg(), recording.bridge(Side.of(leg.get())), false);
        if (placed instanceof Answer.Done) {
            tapOf.put(channelId, tap.leg().channelId());
        }
        return placed;
    }

    /**
     * Puts somebody into the agents' side who says nothing and stays: seen on 22.10.1, the recorder leaves a bridge in which it is alone,
     * and does not come back, and in a call that is parked or waits in a queue there is nobody on that side.
     */
    Answer keepOpen(RecordingId recording) throws InterruptedException {
        var still = still(recording);
        if (call.guests.isControlled(still.channelId())) {
            return new Answer.Done();
        }
        call.guests.made(still.channelId());
        var made = call.pbx.tap(call.customer(), still);
        return made instanceof Answer.Done || made instanceof Answer.Conflict // an owner that is gone made it: it comes
                ? place(still, recording.bridge(Side.LEFT), true)
                : made;
    }

    private LegId still(RecordingId recording) {
        return new LegId(call.callId, LegId.STILL + "." + recording.number());
    }

    void adopted(AriEvent.Channel tap) {
        var name = NAME.matcher(tap.name());
        if (name.matches()) {
            tapOf.put(name.group(1), tap.id());
        }
        last = Math.max(last, number(tap.id()));
    }

    void gone(String channelId) {
        tapOf.remove(channelId);
        tapOf.values().remove(channelId);
    }

    void hangUpAll(RecordingId recording) {
        List.copyOf(tapOf.values()).forEach(this::hangUp);
        tapOf.clear();
        hangUp(still(recording).channelId());
    }

    void hangUp(String tap) {
        call.dismiss(tap, Cause.NORMAL_CLEARING);
    }

    private record Made(LegId leg, Answer answer) {}

    /** A number that is taken was given by an owner who died before anybody knew. */
    private Made make(String channelId) {
        for (var attempt = 1; ; attempt++) {
            var leg = new LegId(call.callId, LegId.TAP + "." + ++last);
            call.guests.made(leg.channelId());
            var answer = call.pbx.tap(channelId, leg);
            if (answer instanceof Answer.Gone || answer instanceof Answer.Refused) {
                call.guests.gone(leg.channelId());
            }
            if (!(answer instanceof Answer.Conflict) || attempt == ATTEMPTS) {
                return new Made(leg, answer);
            }
        }
    }

    /** Seen on 22.10.1: a channel that did not enter the application yet is not taken into a bridge. */
    private Answer place(LegId tap, String bridge, boolean isSilent) throws InterruptedException {
        var inside = call.await(e -> e.is("StasisStart") && e.isAbout(tap.channelId()), call.limits.control());
        if (inside.isEmpty()) {
            hangUp(tap.channelId());
            return new Answer.Refused("the tap did not enter the application");
        }
        call.guests.observe(inside.get());
        Answer ready = isSilent ? Twice.of(() -> call.pbx.mute(tap.channelId(), MuteDirection.IN)) : new Answer.Done();
        var placed =
                ready instanceof Answer.Done ? Twice.of(() -> call.pbx.addToBridge(bridge, tap.channelId())) : ready;
        if (!(placed instanceof Answer.Done)) {
            hangUp(tap.channelId());
        }
        return placed;
    }

    private static int number(String tap) {
        return Integer.parseInt(tap.substring(tap.lastIndexOf('.') + 1));
    }
}
