package io.tandem.callstate.call;

import io.tandem.contracts.CallParty;
import io.tandem.contracts.MuteDirection;
import io.tandem.contracts.SuperviseMode;
import java.util.List;

/** What somebody wants to be done to a call that talks. */
public sealed interface Ask {

    record Hold() implements Ask {}

    record Unhold() implements Ask {}

    record Mute(CallParty leg, MuteDirection direction) implements Ask {}

    record Unmute(CallParty leg, MuteDirection direction) implements Ask {}

    record Dtmf(CallParty leg, String digits) implements Ask {
        @Override
        public String toString() {
            return "Dtmf[leg=" + leg + "]";
        }
    }

    /** {@code endpoint}: dial string of the supervisor's phone. */
    record Supervise(String supervisorId, String endpoint, SuperviseMode mode) implements Ask {}

    record EndSupervision() implements Ask {}

    /** Of what the call's parties say. */
    sealed interface Record extends Ask {}

    record StartRecording() implements Record {}

    record StopRecording() implements Record {}

    record PauseRecording() implements Record {}

    record ResumeRecording() implements Record {}

    /** As the path of REST names it. */
    default String operation() {
        return switch (this) {
            case Hold _ -> "hold";
            case Unhold _ -> "unhold";
            case Mute _ -> "mute";
            case Unmute _ -> "unmute";
            case Dtmf _ -> "dtmf";
            case Supervise _, EndSupervision _ -> "supervise";
            case StartRecording _ -> "recording/start";
            case StopRecording _ -> "recording/stop";
            case PauseRecording _ -> "recording/pause";
            case ResumeRecording _ -> "recording/resume";
        };
    }

    /** What is about the same thing is carried out one after the other. */
    default Topic topic() {
        return switch (this) {
            case Hold _, Unhold _ -> Topic.HOLD;
            case Mute m -> Topic.muteOf(m.leg());
            case Unmute m -> Topic.muteOf(m.leg());
            case Dtmf d ->
                switch (d.leg()) {
                    case AGENT -> Topic.AGENT_DIGITS;
                    case CUSTOMER -> Topic.CUSTOMER_DIGITS;
                };
            case Supervise _, EndSupervision _ -> Topic.SUPERVISION;
            case Record _ -> Topic.RECORDING;
        };
    }

    enum Topic {
        HOLD,
        AGENT_MUTE,
        CUSTOMER_MUTE,
        AGENT_DIGITS,
        CUSTOMER_DIGITS,
        SUPERVISION,
        RECORDING;

        static Topic muteOf(CallParty leg) {
            return switch (leg) {
                case AGENT -> AGENT_MUTE;
                case CUSTOMER -> CUSTOMER_MUTE;
            };
        }
    }

    /** Those that the direction stands for, each by itself. */
    static List<MuteDirection> each(MuteDirection direction) {
        return switch (direction) {
            case IN, OUT -> List.of(direction);
            case BOTH -> List.of(MuteDirection.IN, MuteDirection.OUT);
        };
    }
}
