package io.tandem.callstate.call;

import io.tandem.callstate.call.Recording.Mode;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.CallEvent;
import io.tandem.contracts.PbxFact;
import java.util.Optional;
import java.util.stream.Stream;

/** The part of {@link Controlling} that is about recordings. Pure. */
final class RecordingSteps {

    private static final String START = new Ask.StartRecording().operation();

    /** From the answer on, where that was asked for; where it cannot be, that is told. */
    static void fromAnswer(Step step) {
        if (step.call.plan().record()) {
            Controlling.grant(step, new Ask.StartRecording()).ifPresent(why -> Controlling.fail(step, START, why));
        }
    }

    static AriCommand command(Step step, Ask.Record ask, String id) {
        if (ask instanceof Ask.StartRecording) {
            var next = step.call.control().recording().next();
            step.call = step.call.with(step.call.control().with(next));
            step.request(next.id(step.call.callId()));
        }
        var call = step.call;
        var callId = call.callId();
        var name = call.control().recording().id(callId);
        return switch (ask) {
            case Ask.StartRecording _ ->
                new AriCommand.StartRecording(id, callId, call.pbxId(), step.expiry(), name, step.order());
            case Ask.StopRecording _ ->
                new AriCommand.StopRecording(id, callId, call.pbxId(), step.expiry(), name, step.order());
            case Ask.PauseRecording _ ->
                new AriCommand.PauseRecording(id, callId, call.pbxId(), step.expiry(), name, step.order());
            case Ask.ResumeRecording _ ->
                new AriCommand.ResumeRecording(id, callId, call.pbxId(), step.expiry(), name, step.order());
        };
    }

    /** {@code isOpen}: nobody knows what is so, and both ways are open. */
    static Optional<String> refusal(Call call, Ask.Record ask, boolean isOpen) {
        var mode = call.control().recording().mode();
        return switch (ask) {
            case Ask.StartRecording _ ->
                when(!isOpen && mode != Mode.OFF, "the call is being recorded already")
                        .or(() -> when(
                                call.plan().recordInsideOnly() && isOutside(call),
                                "the call is not recorded while somebody outside has it"));
            case Ask.StopRecording _ -> when(mode == Mode.OFF, "the call is not being recorded");
            case Ask.PauseRecording _ ->
                when(mode == Mode.OFF, "the call is not being recorded")
                        .or(() -> when(!isOpen && mode == Mode.PAUSED, "the recording is paused already"));
            case Ask.ResumeRecording _ -> when(!isOpen && mode != Mode.PAUSED, "the recording is not paused");
        };
    }

    /** The recording that must end before {@code to} is called, where it runs or may. */
    static Optional<String> stoppedFor(Call call, Target to) {
        var recording = call.control().recording();
        return call.plan().recordInsideOnly() && to.number() != null && recording.mode() != Mode.OFF
                ? Optional.of(recording.id(call.callId()))
                : Optional.empty();
    }

    /** They have the call, or are about to get it. */
    private static boolean isOutside(Call call) {
        var next = call.parties().underWay().filter(Handover::transfers).map(Handover::channelId);
        return Stream.concat(Stream.of(Group.owner(call).channelId()), next.stream())
                .flatMap(channelId -> Group.who(call, channelId).stream())
                .anyMatch(who -> who.number() != null);
    }

    /** Of the higher order is the later truth, whatever is read first. */
    static Transition seen(Step step, PbxFact.RecordingFact fact) {
        if (step.call.ended()) {
            return step.ignored("the call has ended");
        }
        return switch (fact) {
            case PbxFact.RecordingStarted f -> now(step, f, Mode.ON, f.order());
            case PbxFact.RecordingPaused f -> now(step, f, Mode.PAUSED, f.order());
            case PbxFact.RecordingResumed f -> now(step, f, Mode.ON, f.order());
            case PbxFact.RecordingStopped f -> now(step, f, Mode.OFF, f.order());
            case PbxFact.RecordingStored _, PbxFact.RecordingFailed _ -> step.ignored("kept beside the call");
        };
    }

    /** The command was not carried out and never will be. */
    static void refused(Step step, String operation, String reason) {
        var recording = step.call.control().recording();
        if (recording.mode() == Mode.ASKED && operation.equals(START)) {
            step.call = step.call.with(step.call.control().with(recording.off()));
            step.refuse(recording.id(step.call.callId()), reason);
        }
    }

    /** It ends with the call. */
    static void end(Step step) {
        var recording = step.call.control().recording();
        if (recording.runs()) {
            step.call = step.call.with(step.call.control().with(recording.off()));
            tell(step, recording, Mode.OFF);
        }
    }

    private static Transition now(Step step, PbxFact.RecordingFact fact, Mode mode, long order) {
        var before = step.call.control().recording();
        if (order <= before.order() || !fact.recordingId().equals(before.id(step.call.callId()))) {
            return step.ignored("seen already, or of an earlier recording");
        }
        step.call =
                step.call.with(step.call.control().with(before.in(mode, order)).sure(Ask.Topic.RECORDING));
        if (mode != before.mode()) {
            tell(step, before, mode);
        }
        return step.moved();
    }

    private static void tell(Step step, Recording before, Mode mode) {
        var call = step.call;
        var callId = call.callId();
        var tenant = call.tenant();
        var id = before.id(callId);
        var summary = Events.summary(call);
        var now = step.now();
        step.publish(version -> switch (mode) {
            case ON ->
                before.mode() == Mode.PAUSED
                        ? new CallEvent.RecordingResumed(callId, tenant, version, now, summary, id)
                        : new CallEvent.RecordingStarted(callId, tenant, version, now, summary, id);
            case PAUSED -> new CallEvent.RecordingPaused(callId, tenant, version, now, summary, id);
            case OFF, ASKED -> new CallEvent.RecordingStopped(callId, tenant, version, now, summary, id);
        });
    }

    private static Optional<String> when(boolean refused, String why) {
        return refused ? Optional.of(why) : Optional.empty();
    }

    private RecordingSteps() {}
}
