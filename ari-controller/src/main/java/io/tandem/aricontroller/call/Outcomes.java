package io.tandem.aricontroller.call;

import io.tandem.aricontroller.fact.AriEvent;
import io.tandem.contracts.AmdStatus;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import io.tandem.edge.kafka.TypeName;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Facts that a call tells by itself: the outcomes of commands, and what it made. */
public record Outcomes(String pbxId, InstantSource clock) {

    public PbxFact.CommandFact done(AriCommand c) {
        return new PbxFact.CommandDone(c.callId(), pbxId, FactSource.ARI, clock.instant(), c.commandId(), name(c));
    }

    public PbxFact.CommandFact refused(AriCommand c, String reason) {
        return new PbxFact.CommandRefused(
                c.callId(), pbxId, FactSource.ARI, clock.instant(), c.commandId(), name(c), reason);
    }

    PbxFact.CommandFact fateUnknown(AriCommand c, String reason) {
        return new PbxFact.CommandFateUnknown(
                c.callId(), pbxId, FactSource.ARI, clock.instant(), c.commandId(), name(c), reason);
    }

    /** What the PBX answered to a command. */
    public PbxFact.CommandFact of(AriCommand c, Answer answer) {
        return switch (answer) {
            case Answer.Done _ -> done(c);
            case Answer.Gone _ -> refused(c, "gone");
            case Answer.Conflict(String reason) -> refused(c, reason);
            case Answer.Refused(String reason) -> refused(c, reason);
            case Answer.Unknown(String reason) -> fateUnknown(c, reason);
        };
    }

    PbxFact.ControlFact transferAsked(String callId, String channelId, String to) {
        return new PbxFact.TransferAsked(callId, pbxId, FactSource.ARI, clock.instant(), channelId, to);
    }

    PbxFact.ControlFact held(AriCommand.Hold c) {
        return new PbxFact.Held(c.callId(), pbxId, FactSource.ARI, clock.instant(), c.channelId(), c.order());
    }

    PbxFact.ControlFact resumed(AriCommand.Resume c) {
        return new PbxFact.Resumed(c.callId(), pbxId, FactSource.ARI, clock.instant(), c.channelId(), c.order());
    }

    PbxFact.ControlFact muted(AriCommand.Mute c) {
        return new PbxFact.Muted(
                c.callId(), pbxId, FactSource.ARI, clock.instant(), c.channelId(), c.direction(), c.order());
    }

    PbxFact.ControlFact unmuted(AriCommand.Unmute c) {
        return new PbxFact.Unmuted(
                c.callId(), pbxId, FactSource.ARI, clock.instant(), c.channelId(), c.direction(), c.order());
    }

    PbxFact.ControlFact dtmfSent(AriCommand.SendDtmf c) {
        return new PbxFact.DtmfSent(
                c.callId(), pbxId, FactSource.ARI, clock.instant(), c.channelId(), c.digits(), c.order());
    }

    PbxFact.ControlFact supervised(AriCommand.Supervise c) {
        return new PbxFact.Supervised(
                c.callId(), pbxId, FactSource.ARI, clock.instant(), c.channelId(), c.mode(), c.order());
    }

    PbxFact.ControlFact supervisionEnded(String callId, String channelId, String reason) {
        return new PbxFact.SupervisionEnded(callId, pbxId, FactSource.ARI, clock.instant(), channelId, reason);
    }

    PbxFact.ControlFact mediaAttached(AriCommand.AttachMedia c) {
        return new PbxFact.MediaAttached(c.callId(), pbxId, FactSource.ARI, clock.instant(), c.channelId(), c.order());
    }

    PbxFact.ControlFact mediaEnded(String callId, String channelId, String reason) {
        return new PbxFact.MediaEnded(callId, pbxId, FactSource.ARI, clock.instant(), channelId, reason);
    }

    PbxFact.RecordingFact recordingStarted(AriCommand.Recording c) {
        return new PbxFact.RecordingStarted(
                c.callId(), pbxId, FactSource.ARI, clock.instant(), c.recordingId(), c.order());
    }

    PbxFact.RecordingFact recordingPaused(AriCommand.Recording c) {
        return new PbxFact.RecordingPaused(
                c.callId(), pbxId, FactSource.ARI, clock.instant(), c.recordingId(), c.order());
    }

    PbxFact.RecordingFact recordingResumed(AriCommand.Recording c) {
        return new PbxFact.RecordingResumed(
                c.callId(), pbxId, FactSource.ARI, clock.instant(), c.recordingId(), c.order());
    }

    PbxFact.RecordingFact recordingStopped(String callId, String recordingId, long order) {
        return new PbxFact.RecordingStopped(callId, pbxId, FactSource.ARI, clock.instant(), recordingId, order);
    }

    public PbxFact.RecordingFact recordingStored(
            AriCommand.StoreRecording c, Duration length, long bytes, String sha256) {
        return new PbxFact.RecordingStored(
                c.callId(), pbxId, FactSource.ARI, clock.instant(), c.recordingId(), length, bytes, sha256);
    }

    public PbxFact.RecordingFact recordingFailed(AriCommand.StoreRecording c, String reason) {
        return new PbxFact.RecordingFailed(c.callId(), pbxId, FactSource.ARI, clock.instant(), c.recordingId(), reason);
    }

    PbxFact.RegroupFact transferBegun(String callId, String channelId, long order) {
        return new PbxFact.TransferBegun(callId, pbxId, FactSource.ARI, clock.instant(), channelId, order);
    }

    PbxFact.RegroupFact transferAnswered(String callId, String channelId, long order) {
        return new PbxFact.TransferAnswered(callId, pbxId, FactSource.ARI, clock.instant(), channelId, order);
    }

    PbxFact.RegroupFact transferred(String callId, String channelId, long order) {
        return new PbxFact.Transferred(callId, pbxId, FactSource.ARI, clock.instant(), channelId, order);
    }

    PbxFact.RegroupFact partyJoined(String callId, String channelId, long order) {
        return new PbxFact.PartyJoined(callId, pbxId, FactSource.ARI, clock.instant(), channelId, order);
    }

    PbxFact.RegroupFact parked(String callId, String channelId, long order) {
        return new PbxFact.Parked(callId, pbxId, FactSource.ARI, clock.instant(), channelId, order);
    }

    PbxFact.RegroupFact transferFailed(String callId, String channelId, String reason, boolean aside, long order) {
        return new PbxFact.TransferFailed(
                callId, pbxId, FactSource.ARI, clock.instant(), channelId, reason, aside, order);
    }

    PbxFact.CallFact arrived(String callId, AriEvent.Channel channel) {
        var origin = Objects.requireNonNull(channel.origin(), "a caller comes from somewhere");
        return new PbxFact.CallArrived(
                callId,
                pbxId,
                FactSource.ARI,
                clock.instant(),
                channel.id(),
                origin.did(),
                origin.number(),
                origin.name(),
                channel.endpoint());
    }

    PbxFact.ServiceFact announced(AriCommand.Announce c, @Nullable String digit) {
        return new PbxFact.Announced(
                c.callId(), pbxId, FactSource.ARI, clock.instant(), c.channelId(), digit, c.order());
    }

    PbxFact.ServiceFact menuEnded(AriCommand.RunMenu c, @Nullable String digits, int tries) {
        return new PbxFact.MenuEnded(
                c.callId(),
                pbxId,
                FactSource.ARI,
                clock.instant(),
                c.channelId(),
                c.menuId(),
                digits,
                tries,
                c.order());
    }

    public boolean isExpired(AriCommand c) {
        return !clock.instant().isBefore(c.expiresAt());
    }

    PbxFact.CallFact created(String callId, String channelId) {
        return new PbxFact.ChannelCreated(callId, pbxId, FactSource.ARI, clock.instant(), channelId, "", false);
    }

    PbxFact.CallFact missing(String callId, String channelId) {
        return new PbxFact.ChannelHungUp(
                callId, pbxId, FactSource.ARI, clock.instant(), channelId, 0, null, null, true);
    }

    PbxFact.CallFact notAnswered(String callId, String channelId) {
        return new PbxFact.DialEnded(callId, pbxId, FactSource.ARI, clock.instant(), channelId, "NOANSWER");
    }

    PbxFact.CallFact qualityMeasured(String callId, List<PbxFact.LegFigures> legs) {
        return new PbxFact.QualityMeasured(callId, pbxId, FactSource.ARI, clock.instant(), legs);
    }

    PbxFact.CallFact notScreened(String callId, String channelId, String reason) {
        return new PbxFact.Screened(
                callId, pbxId, FactSource.ARI, clock.instant(), channelId, AmdStatus.SKIPPED, reason, Duration.ZERO);
    }

    private static String name(AriCommand c) {
        return TypeName.unversioned(c.getClass());
    }
}
