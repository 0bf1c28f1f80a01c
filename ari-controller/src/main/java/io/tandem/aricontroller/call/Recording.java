package io.tandem.aricontroller.call;

import io.tandem.aricontroller.fact.AriEvent;
import io.tandem.aricontroller.fact.LegId;
import io.tandem.aricontroller.fact.RecordingId;
import io.tandem.aricontroller.fact.RecordingId.Side;
import io.tandem.contracts.AriCommand;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A recording of the call (ADR-0015): for each side a bridge in which its {@link Taps} speak and which is recorded. Whoever comes into
 * the call's bridge while it runs is recorded with their side, so that it survives a change of the agent, and a time with none. One at a
 * time.
 */
final class Recording {

    private static final Answer NOT_IN_TIME = new Answer.Refused("expired");
    private static final Answer NOBODY_KNOWS =
            new Answer.Unknown("expired; an owner that is gone may have carried it out");

    private final LiveCall call;
    private final Taps taps;
    private final Set<String> joined = new HashSet<>();
    private @Nullable RecordingId running;

    Recording(LiveCall call) {
        this.call = call;
        this.taps = new Taps(call);
    }

    /** {@code isLate}: it is read after its time, so an earlier owner may have carried it out. */
    Answer carryOut(AriCommand.Recording c, boolean isLate) throws InterruptedException {
        var id = RecordingId.of(c.recordingId()).orElseThrow();
        return switch (c) {
            case AriCommand.StartRecording s -> isLate && !isLive(id) ? NOT_IN_TIME : start(s, id);
            case AriCommand.StopRecording s -> isLate && isLive(id) ? NOT_IN_TIME : stop(id, s.order());
            case AriCommand.PauseRecording p -> isLate ? NOBODY_KNOWS : pause(p, id);
            case AriCommand.ResumeRecording r -> isLate ? NOBODY_KNOWS : resume(r, id);
        };
    }

    /** Of anybody: who is in the call's bridge, and which taps an earlier owner had. */
    void heard(AriEvent event) throws InterruptedException {
        var channel = event.channel();
        if (channel == null) {
            return;
        }
        switch (event.type()) {
            case "ChannelEnteredBridge" -> {
                if (call.bridge().equals(event.bridgeId())) {
                    joined(channel.id());
                }
            }
            case "ChannelLeftBridge" -> {
                if (call.bridge().equals(event.bridgeId())) {
                    joined.remove(channel.id());
                }
            }
            case "StasisStart" -> {
                if (LegId.isTap(channel.id()) && event.isMove()) {
                    adopted(event);
                } else if (event.movedFrom().filter(call.bridge()::equals).isPresent()) {
                    joined(channel.id());
                }
            }
            case "ChannelDestroyed" -> taps.gone(channel.id());
            default -> {}
        }
    }

    /**
     * Also before the PBX says so: seen on 22.10.1, a side whose last tap ends before the next one is there is recorded no more, for the
     * recorder leaves a bridge in which it is alone.
     */
    void joined(String channelId) throws InterruptedException {
        joined.add(channelId);
        if (running != null) {
            taps.on(channelId, running); // who cannot be heard cannot be recorded; the others are
        }
    }

    private void adopted(AriEvent start) {
        var channelId = start.channel().id();
        start.movedFrom()
                .flatMap(RecordingId::ofBridge)
                .ifPresentOrElse(
                        id -> {
                            running = id;
                            taps.adopted(start.channel());
                            for (var side : Side.values()) {
                                call.guests.opened(id.bridge(side));
                            }
                        },
                        () -> taps.hangUp(channelId));
    }

    /** Where the call ends meanwhile, what was recorded so far is thrown away as well: it is told that it never began. */
    private Answer start(AriCommand.StartRecording c, RecordingId id) throws InterruptedException {
        if (running != null && !running.equals(id)) {
            return new Answer.Refused(running.text() + " is being recorded");
        }
        var ranBefore = running != null;
        try {
            var answer = begin(id);
            if (answer instanceof Answer.Done) {
                call.tell(call.outcomes.recordingStarted(c));
            } else if (!ranBefore) {
                discard(id);
            }
            return answer;
        } catch (RuntimeException unwound) {
            if (!ranBefore) {
                discard(id);
            }
            throw unwound;
        }
    }

    private Answer begin(RecordingId id) throws InterruptedException {
        running = id;
        var ready = open(id);
        if (ready instanceof Answer.Done) {
            ready = taps.keepOpen(id);
        }
        return ready instanceof Answer.Done ? tapAll(id) : ready;
    }

    private void discard(RecordingId id) {
        on(id, call.pbx::discardRecording);
        close(id);
    }

    /** Both are open before either is recorded, so that they begin at one time. */
    private Answer open(RecordingId id) {
        for (var side : Side.values()) {
            call.guests.opened(id.bridge(side));
            var opened = Twice.of(() -> call.pbx.createRecordingBridge(id.bridge(side)));
            if (!(opened instanceof Answer.Done || opened instanceof Answer.Conflict)) {
                return opened;
            }
        }
        Answer answer = new Answer.Done();
        for (var side : Side.values()) {
            answer = answer instanceof Answer.Done ? record(id, side) : answer;
        }
        return answer;
    }

    /** One that is recorded already was begun by an earlier delivery of the command. */
    private Answer record(RecordingId id, Side side) {
        var begun = Twice.of(() -> call.pbx.record(id.bridge(side), id.track(side)));
        return begun instanceof Answer.Conflict && call.pbx.lookAtRecording(id.track(side)) instanceof Answer.Done done
                ? done
                : begun;
    }

    private Answer tapAll(RecordingId id) throws InterruptedException {
        var everybody = new HashSet<>(joined);
        call.legs.known().stream().filter(call.legs::isControlled).forEach(everybody::add);
        for (var channelId : everybody) {
            var answer = taps.on(channelId, id);
            if (!(answer instanceof Answer.Done)) {
                return answer;
            }
        }
        return new Answer.Done();
    }

    /** Done also where it is not running any more. */
    Answer stop(String recordingId, long order) {
        return stop(RecordingId.of(recordingId).orElseThrow(), order);
    }

    private Answer stop(RecordingId id, long order) {
        var answer = on(id, call.pbx::stopRecording);
        if (answer instanceof Answer.Done || answer instanceof Answer.Gone) {
            close(id);
            call.tell(call.outcomes.recordingStopped(call.callId, id.text(), order));
            return new Answer.Done();
        }
        return answer;
    }

    private Answer pause(AriCommand.PauseRecording c, RecordingId id) {
        var answer = on(id, call.pbx::silenceRecording);
        if (answer instanceof Answer.Done) {
            call.tell(call.outcomes.recordingPaused(c));
        }
        return answer;
    }

    /** What could not be resumed whole stays silent whole: rather too little is recorded than what nobody may hear. */
    private Answer resume(AriCommand.ResumeRecording c, RecordingId id) {
        var answer = on(id, call.pbx::unsilenceRecording);
        if (answer instanceof Answer.Done) {
            call.tell(call.outcomes.recordingResumed(c));
        } else {
            on(id, call.pbx::silenceRecording);
        }
        return answer;
    }

    /** Of both sides; where one failed its answer, and rather any other than that it is gone. */
    private static Answer on(RecordingId id, Function<String, Answer> request) {
        Answer worst = new Answer.Done();
        for (var side : Side.values()) {
            var answer = Twice.of(() -> request.apply(id.track(side)));
            boolean isWorse =
                    answer instanceof Answer.Gone ? worst instanceof Answer.Done : !(answer instanceof Answer.Done);
            worst = isWorse ? answer : worst;
        }
        return worst;
    }

    private boolean isLive(RecordingId id) {
        return call.pbx.lookAtRecording(id.track(Side.LEFT)) instanceof Answer.Done;
    }

    private void close(RecordingId id) {
        taps.hangUpAll(id);
        for (var side : Side.values()) {
            if (Twice.of(() -> call.pbx.destroyBridge(id.bridge(side))) instanceof Answer.Done) {
                call.guests.closed(id.bridge(side));
            }
        }
        running = null;
    }
}
