package io.tandem.callstate.call;

import io.tandem.contracts.CallMode;
import io.tandem.contracts.CallParty;
import io.tandem.contracts.MuteDirection;
import java.util.Optional;

/** Why a call cannot be controlled as somebody asks. Where nobody knows what is so, both ways are open. Pure. */
final class Refusals {

    static Optional<String> of(Step step, Ask ask) {
        var call = step.call;
        if (call.ended() || call.ending()) {
            return Optional.of("call " + call.callId() + " has ended");
        }
        if (!(call.phase() instanceof Phase.Connected)) {
            return Optional.of("call " + call.callId() + " is not connected, but " + call.state());
        }
        if (call.mode() == CallMode.AMI_ONLY) {
            return Optional.of("call " + call.callId() + " is carried by AMI alone, which cannot " + ask.operation());
        }
        if (!step.links.ari()) {
            return Optional.of("ARI of " + call.pbxId() + " is away");
        }
        var out = call.control().pending().get(ask.topic());
        if (out != null && step.now().isBefore(out.until())) {
            return Optional.of("the " + out.operation() + " asked before is not answered yet");
        }
        return ofState(call, ask);
    }

    private static Optional<String> ofState(Call call, Ask ask) {
        var control = call.control();
        var isOpen = control.isDoubtful(ask.topic());
        return switch (ask) {
            case Ask.Hold _ ->
                RegroupRefusals.ofOthers(call)
                        .or(() -> when(control.held() && !isOpen, "the customer is held already"));
            case Ask.Unhold _ ->
                RegroupRefusals.ofOthers(call).or(() -> when(!control.held() && !isOpen, "the customer is not held"));
            case Ask.Mute(var leg, var way) -> when(!isOpen && isAll(control, leg, way, true), "is muted so already");
            case Ask.Unmute(var leg, var way) -> when(!isOpen && isAll(control, leg, way, false), "is not muted so");
            case Ask.Dtmf _, Ask.WatchQuality _ -> Optional.empty();
            case Ask.Supervise s -> supervise(call, s, isOpen);
            case Ask.Record r -> RecordingSteps.refusal(call, r, isOpen);
            case Ask.Media m -> MediaSteps.refusal(control, m);
            case Ask.EndSupervision _ -> when(control.supervised().isEmpty(), "nobody supervises the call");
            case Ask.MuteParty m -> RegroupRefusals.mute(call, m.legId());
            case Ask.Regroup r -> RegroupRefusals.of(call, r);
        };
    }

    private static boolean isAll(Control control, CallParty leg, MuteDirection direction, boolean on) {
        return Ask.each(direction).stream()
                .allMatch(way -> control.setting(Control.Switch.of(leg, way)).on() == on);
    }

    private static Optional<String> supervise(Call call, Ask.Supervise ask, boolean isOpen) {
        if (ask.supervisorId().equals(call.agentId())) {
            return Optional.of(ask.supervisorId() + " is the call's agent");
        }
        return call.control().supervised().flatMap(now -> {
            if (!now.supervisorId().equals(ask.supervisorId())) {
                return Optional.of(now.supervisorId() + " supervises the call already");
            }
            return when(!isOpen && now.wanted() == ask.mode(), "the call is supervised so already");
        });
    }

    private static Optional<String> when(boolean refused, String why) {
        return refused ? Optional.of(why) : Optional.empty();
    }

    private Refusals() {}
}
