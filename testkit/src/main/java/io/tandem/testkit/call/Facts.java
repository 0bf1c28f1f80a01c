package io.tandem.testkit.call;

import io.tandem.contracts.AmdStatus;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.MuteDirection;
import io.tandem.contracts.PbxFact;
import io.tandem.contracts.SuperviseMode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Facts of one channel of one call, from one source: {@code Facts.of(callId).from(AMI).agent().joinedTheRoom()}. */
public record Facts(String callId, FactSource source, String leg, Instant at) {

    public static final String PBX = "pbx-1";
    public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    public static Facts of(String callId) {
        return new Facts(callId, FactSource.AMI, "agent", NOON);
    }

    public Facts from(FactSource other) {
        return new Facts(callId, other, leg, at);
    }

    public Facts ami() {
        return from(FactSource.AMI);
    }

    public Facts ari() {
        return from(FactSource.ARI);
    }

    public Facts agent() {
        return new Facts(callId, source, "agent", at);
    }

    public Facts customer() {
        return new Facts(callId, source, "customer", at);
    }

    /** Another leg of the call, by its id within it. */
    public Facts leg(String name) {
        return new Facts(callId, source, name, at);
    }

    public Facts at(Instant time) {
        return new Facts(callId, source, leg, time);
    }

    public String channelId() {
        return callId + "." + leg;
    }

    public PbxFact.ChannelCreated created() {
        return new PbxFact.ChannelCreated(callId, PBX, source, at, channelId(), "PJSIP/" + leg + "-00000001", false);
    }

    public PbxFact.ChannelDialing dialing() {
        return new PbxFact.ChannelDialing(callId, PBX, source, at, channelId());
    }

    public PbxFact.ChannelRinging ringing() {
        return new PbxFact.ChannelRinging(callId, PBX, source, at, channelId());
    }

    public PbxFact.ChannelAnswered answered() {
        return new PbxFact.ChannelAnswered(callId, PBX, source, at, channelId(), false);
    }

    public PbxFact.DialEnded dialEnded(String status) {
        return new PbxFact.DialEnded(callId, PBX, source, at, channelId(), status);
    }

    public PbxFact.ConferenceJoined joinedTheRoom() {
        return new PbxFact.ConferenceJoined(callId, PBX, source, at, channelId());
    }

    public PbxFact.ConferenceLeft leftTheRoom() {
        return new PbxFact.ConferenceLeft(callId, PBX, source, at, channelId());
    }

    public PbxFact.ControlStarted controlled(String application) {
        return new PbxFact.ControlStarted(callId, PBX, source, at, channelId(), leg, application);
    }

    /** Out of the application, still alive. */
    public PbxFact.ControlEnded released() {
        return new PbxFact.ControlEnded(callId, PBX, source, at, channelId());
    }

    public PbxFact.Screened screened(AmdStatus status) {
        return new PbxFact.Screened(
                callId, PBX, source, at, channelId(), status, status + "-800-800", Duration.ofMillis(2300));
    }

    public PbxFact.MessageLeft messageLeft(boolean played) {
        return new PbxFact.MessageLeft(callId, PBX, source, at, channelId(), played);
    }

    public PbxFact.HandOffFailed handOffFailed() {
        return new PbxFact.HandOffFailed(callId, PBX, source, at, channelId(), "no controller serves it");
    }

    public PbxFact.BridgeEntered enteredTheBridge() {
        return new PbxFact.BridgeEntered(callId, PBX, source, at, channelId(), callId + ".bridge");
    }

    public PbxFact.BridgeLeft leftTheBridge() {
        return new PbxFact.BridgeLeft(callId, PBX, source, at, channelId(), callId + ".bridge");
    }

    public PbxFact.ChannelHungUp hungUp(int cause) {
        return hungUp(cause, null);
    }

    public PbxFact.ChannelHungUp hungUp(int cause, @Nullable String techCause) {
        return new PbxFact.ChannelHungUp(callId, PBX, source, at, channelId(), cause, null, techCause, false);
    }

    public PbxFact.Held held(long order) {
        return new PbxFact.Held(callId, PBX, source, at, channelId(), order);
    }

    public PbxFact.Resumed resumed(long order) {
        return new PbxFact.Resumed(callId, PBX, source, at, channelId(), order);
    }

    public PbxFact.Muted muted(MuteDirection direction, long order) {
        return new PbxFact.Muted(callId, PBX, source, at, channelId(), direction, order);
    }

    public PbxFact.Unmuted unmuted(MuteDirection direction, long order) {
        return new PbxFact.Unmuted(callId, PBX, source, at, channelId(), direction, order);
    }

    public PbxFact.DtmfSent sentDigits(String digits, long order) {
        return new PbxFact.DtmfSent(callId, PBX, source, at, channelId(), digits, order);
    }

    public PbxFact.DtmfPressed pressed(String digit, Instant pressedAt) {
        return new PbxFact.DtmfPressed(callId, PBX, source, at, channelId(), digit, pressedAt);
    }

    public PbxFact.TransferAsked asksToTransfer(String to, Instant askedAt) {
        return new PbxFact.TransferAsked(callId, PBX, source, askedAt, channelId(), to);
    }

    public PbxFact.Supervised supervised(String channelId, SuperviseMode mode, long order) {
        return new PbxFact.Supervised(callId, PBX, source, at, channelId, mode, order);
    }

    public PbxFact.SupervisionEnded supervisionEnded(String channelId) {
        return new PbxFact.SupervisionEnded(callId, PBX, source, at, channelId, "hung up");
    }

    public PbxFact.TransferBegun transferBegun(long order) {
        return new PbxFact.TransferBegun(callId, PBX, source, at, channelId(), order);
    }

    public PbxFact.TransferAnswered transferAnswered(long order) {
        return new PbxFact.TransferAnswered(callId, PBX, source, at, channelId(), order);
    }

    public PbxFact.Transferred transferred(long order) {
        return new PbxFact.Transferred(callId, PBX, source, at, channelId(), order);
    }

    public PbxFact.PartyJoined joinedTheCall(long order) {
        return new PbxFact.PartyJoined(callId, PBX, source, at, channelId(), order);
    }

    public PbxFact.Parked parked(long order) {
        return new PbxFact.Parked(callId, PBX, source, at, channelId(), order);
    }

    /** {@code aside}: nobody was left for the customer. */
    public PbxFact.TransferFailed transferFailed(String reason, boolean aside, long order) {
        return new PbxFact.TransferFailed(callId, PBX, source, at, channelId(), reason, aside, order);
    }

    public PbxFact.CommandDone done(String commandId) {
        return new PbxFact.CommandDone(callId, PBX, source, at, commandId, "");
    }

    public PbxFact.CommandRefused refused(String commandId, String reason) {
        return new PbxFact.CommandRefused(callId, PBX, source, at, commandId, "", reason);
    }

    public PbxFact.CommandFateUnknown fateUnknown(String commandId) {
        return new PbxFact.CommandFateUnknown(callId, PBX, source, at, commandId, "", "no answer");
    }

    public PbxFact.DeadlinePassed passed(String deadline, long armed) {
        return new PbxFact.DeadlinePassed(callId, PBX, FactSource.TANDEM, at, deadline, armed);
    }
}
