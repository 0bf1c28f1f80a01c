package io.tandem.contracts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What call-state-service asks of ami-gateway; keyed by pbxId. It is answered on {@link Topics#PBX_FACTS} by a {@link
 * PbxFact.CommandFact} with the same commandId. A command that is read after {@code expiresAt} is refused, not carried out. Context,
 * extension and application come from the gateway's configuration, never from here.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", defaultImpl = AmiCommand.Unrecognised.class)
@JsonSubTypes({
    @JsonSubTypes.Type(AmiCommand.OriginateToConference.class),
    @JsonSubTypes.Type(AmiCommand.HandOff.class),
    @JsonSubTypes.Type(AmiCommand.ReturnToConference.class),
    @JsonSubTypes.Type(AmiCommand.HangUp.class),
    @JsonSubTypes.Type(AmiCommand.MuteAudio.class),
    @JsonSubTypes.Type(AmiCommand.Park.class),
    @JsonSubTypes.Type(AmiCommand.BlindTransfer.class),
    @JsonSubTypes.Type(AmiCommand.KickFromConference.class),
    @JsonSubTypes.Type(AmiCommand.MuteInConference.class),
    @JsonSubTypes.Type(AmiCommand.StartRecording.class),
    @JsonSubTypes.Type(AmiCommand.StopRecording.class),
    @JsonSubTypes.Type(AmiCommand.SetVariable.class),
})
@JsonIgnoreProperties(ignoreUnknown = true)
public sealed interface AmiCommand {

    String commandId();

    String callId();

    String pbxId();

    Instant expiresAt();

    /** Dials {@code endpoint} (a dial string such as {@code PJSIP/1001@phones}) and, on answer, puts it into the call's room. */
    @JsonTypeName("ami.originate-to-conference.v1")
    record OriginateToConference(
            String commandId,
            String callId,
            String pbxId,
            Instant expiresAt,
            String channelId,
            String endpoint,
            @Nullable String callerId,
            Duration ringTimeout)
            implements AmiCommand {}

    /** Redirects a channel from its room to the ARI application {@code application}, in the role {@code role}. */
    @JsonTypeName("ami.hand-off.v1")
    record HandOff(
            String commandId,
            String callId,
            String pbxId,
            Instant expiresAt,
            String channelId,
            String application,
            String role)
            implements AmiCommand {}

    /** Pulls a channel out of whatever it does and puts it back into the call's room. */
    @JsonTypeName("ami.return-to-conference.v1")
    record ReturnToConference(String commandId, String callId, String pbxId, Instant expiresAt, String channelId)
            implements AmiCommand {}

    /** {@code cause}: the Q.850 cause to hang up with. */
    @JsonTypeName("ami.hang-up.v1")
    record HangUp(String commandId, String callId, String pbxId, Instant expiresAt, String channelId, int cause)
            implements AmiCommand {}

    /** Stops or restores a channel's audio, wherever it is. {@code direction}: {@code in} (to the PBX), {@code out} or {@code both}. */
    @JsonTypeName("ami.mute-audio.v1")
    record MuteAudio(
            String commandId,
            String callId,
            String pbxId,
            Instant expiresAt,
            String channelId,
            String direction,
            boolean muted)
            implements AmiCommand {}

    /**
     * Takes a channel that ARI does not control out of its conversation and plays it music; after {@code comesBackAfter} (whole
     * seconds, 1 s to 1 h) it goes to the call's room by itself, before that by {@link ReturnToConference}.
     */
    @JsonTypeName("ami.park.v1")
    record Park(
            String commandId, String callId, String pbxId, Instant expiresAt, String channelId, Duration comesBackAfter)
            implements AmiCommand {}

    /**
     * Sends the party {@code channelId}, which ARI does not control, on to {@code to}: a number in E.164, or an agent's extension of
     * four digits. Whoever it talked with stays in the room, to be hung up by {@link HangUp}.
     */
    @JsonTypeName("ami.blind-transfer.v1")
    record BlindTransfer(String commandId, String callId, String pbxId, Instant expiresAt, String channelId, String to)
            implements AmiCommand {}

    /** Out of the call's room; the dialplan hangs the channel up. Refused when it is not there. */
    @JsonTypeName("ami.kick-from-conference.v1")
    record KickFromConference(String commandId, String callId, String pbxId, Instant expiresAt, String channelId)
            implements AmiCommand {}

    /** Whether the others in the call's room hear the channel. Refused when it is not there. */
    @JsonTypeName("ami.mute-in-conference.v1")
    record MuteInConference(
            String commandId, String callId, String pbxId, Instant expiresAt, String channelId, boolean muted)
            implements AmiCommand {}

    /**
     * Records what a channel in the call's room says and hears, mixed, as {@code <callId>-<recording>}; {@code recording} is 1 to 999
     * and names a file once. The channel leaves the room and joins it again at once.
     */
    @JsonTypeName("ami.start-recording.v1")
    record StartRecording(
            String commandId, String callId, String pbxId, Instant expiresAt, String channelId, int recording)
            implements AmiCommand {}

    @JsonTypeName("ami.stop-recording.v1")
    record StopRecording(String commandId, String callId, String pbxId, Instant expiresAt, String channelId)
            implements AmiCommand {}

    /** Only variables on the gateway's list, with values of letters, digits, space and {@code _.@+-}, 128 at most. */
    @JsonTypeName("ami.set-variable.v1")
    record SetVariable(
            String commandId,
            String callId,
            String pbxId,
            Instant expiresAt,
            String channelId,
            String name,
            String value)
            implements AmiCommand {}

    /** A type that this version does not know: not carried out, and put on the dead-letter topic. */
    record Unrecognised(String commandId, String callId, String pbxId, Instant expiresAt) implements AmiCommand {}
}
