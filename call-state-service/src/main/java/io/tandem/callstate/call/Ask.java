package io.tandem.callstate.call;

import io.tandem.contracts.CallParty;
import io.tandem.contracts.MediaMode;
import io.tandem.contracts.MuteDirection;
import io.tandem.contracts.RouteTarget;
import io.tandem.contracts.SuperviseMode;
import java.time.Duration;
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

    /** How the parties can be heard, for so long from now on. */
    record WatchQuality(Duration length) implements Ask {}

    /** Of what the call's parties say. */
    sealed interface Record extends Ask {}

    record StartRecording() implements Record {}

    record StopRecording() implements Record {}

    record PauseRecording() implements Record {}

    record ResumeRecording() implements Record {}

    /** Programs that hear the call, and may talk in it. */
    sealed interface Media extends Ask {}

    /** {@code target}: a name on ari-controller's list. */
    record AttachMedia(String target, MediaMode mode) implements Media {
        static final String OPERATION = "media";
    }

    record DetachMedia(String mediaId) implements Media {}

    /** {@code legId}: a further party's, as in the call's legs. */
    record MuteParty(String legId, MuteDirection direction, boolean on) implements Ask {}

    /** Changes who is in the call: one such thing at a time. */
    sealed interface Regroup extends Ask {}

    /** {@code consult}: the agent talks with whoever is called before the customer does. */
    record Transfer(Target to, boolean consult) implements Regroup {}

    record CompleteTransfer() implements Regroup {}

    record CancelTransfer() implements Regroup {}

    /** All three talk. */
    record JoinTransfer() implements Regroup {}

    record AddParty(Target to) implements Regroup {}

    record DropParty(String legId) implements Regroup {}

    /** After {@code limit} the agent who parks is called back. */
    record Park(Duration limit) implements Regroup {}

    record Unpark(Target to) implements Regroup {}

    /** The customer goes on to a queue or a menu, and the agent is free. */
    record SendOn(RouteTarget to) implements Regroup {}

    /** As the path of REST names it. */
    default String operation() {
        return switch (this) {
            case Hold _ -> "hold";
            case Unhold _ -> "unhold";
            case Mute _ -> "mute";
            case Unmute _ -> "unmute";
            case Dtmf _ -> "dtmf";
            case Supervise _, EndSupervision _ -> "supervise";
            case WatchQuality _ -> "quality/watch";
            case AttachMedia _ -> AttachMedia.OPERATION;
            case DetachMedia m -> "media/" + m.mediaId();
            case StartRecording _ -> "recording/start";
            case StopRecording _ -> "recording/stop";
            case PauseRecording _ -> "recording/pause";
            case ResumeRecording _ -> "recording/resume";
            case MuteParty m -> m.on() ? "mute" : "unmute";
            case Transfer _, SendOn _ -> "transfer";
            case CompleteTransfer _ -> "transfer/complete";
            case CancelTransfer _ -> "transfer/cancel";
            case JoinTransfer _ -> "transfer/conference";
            case AddParty _, DropParty _ -> "parties";
            case Park _ -> "park";
            case Unpark _ -> "unpark";
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
            case WatchQuality _ -> Topic.QUALITY;
            case Record _ -> Topic.RECORDING;
            case Media _ -> Topic.MEDIA;
            case MuteParty _ -> Topic.PARTY_MUTE;
            case Regroup _ -> Topic.PARTIES;
        };
    }

    enum Topic {
        HOLD,
        AGENT_MUTE,
        CUSTOMER_MUTE,
        AGENT_DIGITS,
        CUSTOMER_DIGITS,
        SUPERVISION,
        RECORDING,
        QUALITY,
        MEDIA,
        PARTY_MUTE,
        PARTIES;

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
