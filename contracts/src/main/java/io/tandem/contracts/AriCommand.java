package io.tandem.contracts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What call-state-service asks of ari-controller; keyed by callId, partition n being shard n. Answered on {@link Topics#PBX_FACTS} by
 * a {@link PbxFact.CommandFact} with the same commandId. A command that is read after {@code expiresAt} is refused, not carried out.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", defaultImpl = AriCommand.Unrecognised.class)
@JsonSubTypes({
    @JsonSubTypes.Type(AriCommand.OriginateAgent.class),
    @JsonSubTypes.Type(AriCommand.DialCustomer.class),
    @JsonSubTypes.Type(AriCommand.HangUp.class),
    @JsonSubTypes.Type(AriCommand.EndCall.class),
    @JsonSubTypes.Type(AriCommand.Hold.class),
    @JsonSubTypes.Type(AriCommand.Resume.class),
    @JsonSubTypes.Type(AriCommand.Mute.class),
    @JsonSubTypes.Type(AriCommand.Unmute.class),
    @JsonSubTypes.Type(AriCommand.SendDtmf.class),
    @JsonSubTypes.Type(AriCommand.WatchQuality.class),
    @JsonSubTypes.Type(AriCommand.Supervise.class),
    @JsonSubTypes.Type(AriCommand.EndSupervision.class),
    @JsonSubTypes.Type(AriCommand.AttachMedia.class),
    @JsonSubTypes.Type(AriCommand.DetachMedia.class),
    @JsonSubTypes.Type(AriCommand.StartRecording.class),
    @JsonSubTypes.Type(AriCommand.StopRecording.class),
    @JsonSubTypes.Type(AriCommand.PauseRecording.class),
    @JsonSubTypes.Type(AriCommand.ResumeRecording.class),
    @JsonSubTypes.Type(AriCommand.StoreRecording.class),
    @JsonSubTypes.Type(AriCommand.Transfer.class),
    @JsonSubTypes.Type(AriCommand.DeclineTransfer.class),
    @JsonSubTypes.Type(AriCommand.CompleteTransfer.class),
    @JsonSubTypes.Type(AriCommand.CancelTransfer.class),
    @JsonSubTypes.Type(AriCommand.JoinTransfer.class),
    @JsonSubTypes.Type(AriCommand.AddParty.class),
    @JsonSubTypes.Type(AriCommand.DropParty.class),
    @JsonSubTypes.Type(AriCommand.Park.class),
    @JsonSubTypes.Type(AriCommand.AnswerCaller.class),
    @JsonSubTypes.Type(AriCommand.Announce.class),
    @JsonSubTypes.Type(AriCommand.RunMenu.class),
    @JsonSubTypes.Type(AriCommand.ContinueInDialplan.class),
})
@JsonIgnoreProperties(ignoreUnknown = true)
public sealed interface AriCommand {

    String commandId();

    String callId();

    String pbxId();

    Instant expiresAt();

    /**
     * Dials the agent straight into the application (AMI is away); on answer the agent waits in the call's bridge. As {@code
     * <deskId>.desk} the agent's phone is called to their desk, which is a call of nobody else: they wait in {@code <deskId>.bridge}.
     *
     * @param endpoint of the phone; or, of a leg of a call, a {@link DeskEndpoint}
     */
    @JsonTypeName("ari.originate-agent.v1")
    record OriginateAgent(
            String commandId,
            String callId,
            String pbxId,
            Instant expiresAt,
            String channelId,
            String endpoint,
            @Nullable String callerId,
            Duration ringTimeout)
            implements AriCommand {}

    /**
     * Dials the customer; on answer they join the bridge in which the agent waits, after the screening where there is one.
     *
     * @param desk nobody waits there yet: the agent waits at this {@link DeskEndpoint}, and is asked for, as {@code <callId>.agent},
     *     when the customer is in the bridge
     */
    @JsonTypeName("ari.dial-customer.v1")
    record DialCustomer(
            String commandId,
            String callId,
            String pbxId,
            Instant expiresAt,
            String channelId,
            String endpoint,
            @Nullable String callerId,
            Duration ringTimeout,
            @Nullable Screening screening,
            @Nullable String desk)
            implements AriCommand {

        /** To an agent who waits. */
        public DialCustomer(
                String commandId,
                String callId,
                String pbxId,
                Instant expiresAt,
                String channelId,
                String endpoint,
                @Nullable String callerId,
                Duration ringTimeout,
                @Nullable Screening screening) {
            this(commandId, callId, pbxId, expiresAt, channelId, endpoint, callerId, ringTimeout, screening, null);
        }

        /** Not screened, and to an agent who waits. */
        public DialCustomer(
                String commandId,
                String callId,
                String pbxId,
                Instant expiresAt,
                String channelId,
                String endpoint,
                @Nullable String callerId,
                Duration ringTimeout) {
            this(commandId, callId, pbxId, expiresAt, channelId, endpoint, callerId, ringTimeout, null);
        }
    }

    @JsonTypeName("ari.hang-up.v1")
    record HangUp(String commandId, String callId, String pbxId, Instant expiresAt, String channelId, int cause)
            implements AriCommand {}

    /** Hangs up every channel of the call and destroys all that was made for it. */
    @JsonTypeName("ari.end-call.v1")
    record EndCall(String commandId, String callId, String pbxId, Instant expiresAt, int cause) implements AriCommand {}

    /**
     * Changes a call that talks. Each names the state that is to be reached, so carrying one out again changes nothing. {@code order}
     * rises with each command of a call and comes back in the fact: of two facts about one thing the higher order is the later truth.
     */
    sealed interface Control extends AriCommand {
        long order();
    }

    /** The channel leaves the bridge and hears music. */
    @JsonTypeName("ari.hold.v1")
    record Hold(String commandId, String callId, String pbxId, Instant expiresAt, String channelId, long order)
            implements Control {}

    /** The held channel comes back into the bridge. */
    @JsonTypeName("ari.resume.v1")
    record Resume(String commandId, String callId, String pbxId, Instant expiresAt, String channelId, long order)
            implements Control {}

    @JsonTypeName("ari.mute.v1")
    record Mute(
            String commandId,
            String callId,
            String pbxId,
            Instant expiresAt,
            String channelId,
            MuteDirection direction,
            long order)
            implements Control {}

    @JsonTypeName("ari.unmute.v1")
    record Unmute(
            String commandId,
            String callId,
            String pbxId,
            Instant expiresAt,
            String channelId,
            MuteDirection direction,
            long order)
            implements Control {}

    /** How the parties can be heard is measured now and every 10 s until then; a later one replaces an earlier one. */
    @JsonTypeName("ari.watch-quality.v1")
    record WatchQuality(String commandId, String callId, String pbxId, Instant expiresAt, Instant until, long order)
            implements Control {}

    /** {@code digits}: 1 to 32 of 0-9 A-D * # and w, a pause of half a second; the far end of the channel hears them. */
    @JsonTypeName("ari.send-dtmf.v1")
    record SendDtmf(
            String commandId,
            String callId,
            String pbxId,
            Instant expiresAt,
            String channelId,
            String digits,
            long order)
            implements Control {
        @Override
        public String toString() {
            return "SendDtmf[commandId=" + commandId + ", digits=" + digits.length() + "]";
        }
    }

    /**
     * The phone {@code endpoint} is called as {@code channelId} ({@code <callId>.supervisor.<n>}) and attends the call in this mode
     * once it is answered; where the channel is there already, the mode changes.
     */
    @JsonTypeName("ari.supervise.v1")
    record Supervise(
            String commandId,
            String callId,
            String pbxId,
            Instant expiresAt,
            String channelId,
            String endpoint,
            SuperviseMode mode,
            Duration ringTimeout,
            long order)
            implements Control {}

    @JsonTypeName("ari.end-supervision.v1")
    record EndSupervision(
            String commandId, String callId, String pbxId, Instant expiresAt, String channelId, long order)
            implements Control {}

    /**
     * A program comes into the call's bridge over AudioSocket; see docs/media.md.
     *
     * @param channelId {@code <callId>.media.<n>}
     * @param target a name on ari-controller's list, which alone knows the address
     * @param stream the UUID by which the program learns which call it hears
     */
    @JsonTypeName("ari.attach-media.v1")
    record AttachMedia(
            String commandId,
            String callId,
            String pbxId,
            Instant expiresAt,
            String channelId,
            String target,
            String stream,
            MediaMode mode,
            long order)
            implements Control {}

    @JsonTypeName("ari.detach-media.v1")
    record DetachMedia(String commandId, String callId, String pbxId, Instant expiresAt, String channelId, long order)
            implements Control {}

    /** Control of a recording of the call; {@code recordingId} is {@code <callId>-<n>}, n from 1. */
    sealed interface Recording extends Control {
        String recordingId();
    }

    /** What each party says is recorded by itself, from now until {@link StopRecording} or the end of the call. */
    @JsonTypeName("ari.start-recording.v1")
    record StartRecording(
            String commandId, String callId, String pbxId, Instant expiresAt, String recordingId, long order)
            implements Recording {}

    @JsonTypeName("ari.stop-recording.v1")
    record StopRecording(
            String commandId, String callId, String pbxId, Instant expiresAt, String recordingId, long order)
            implements Recording {}

    /** Silence is recorded until {@link ResumeRecording}. */
    @JsonTypeName("ari.pause-recording.v1")
    record PauseRecording(
            String commandId, String callId, String pbxId, Instant expiresAt, String recordingId, long order)
            implements Recording {}

    @JsonTypeName("ari.resume-recording.v1")
    record ResumeRecording(
            String commandId, String callId, String pbxId, Instant expiresAt, String recordingId, long order)
            implements Recording {}

    /**
     * What the PBX recorded goes into the store, as stereo, under this key, and then leaves the PBX; the call may have ended long
     * ago. Told by {@link PbxFact.RecordingStored} or {@link PbxFact.RecordingFailed}, and done when nothing is left on the PBX.
     *
     * @param key path below the store's root: {@code <tenant>/<day>/<recordingId>.wav}
     */
    @JsonTypeName("ari.store-recording.v1")
    record StoreRecording(
            String commandId, String callId, String pbxId, Instant expiresAt, String recordingId, String key)
            implements AriCommand {}

    /**
     * Changes who is in the call. {@code channelId}, where it is not said otherwise, is the leg that comes or goes: {@code
     * <callId>.agent.<n>} for an agent, {@code <callId>.party.<n>} for a number.
     */
    sealed interface Regroup extends Control {
        String channelId();
    }

    /**
     * The customer hears music while {@code endpoint} is called. On answer they talk with the customer at once and {@code
     * fromChannelId} is hung up; or, to {@code consult}, with {@code fromChannelId} until another command decides. Where it fails, the
     * customer is back with whoever is left, or hears music on where nobody is.
     *
     * @param fromChannelId who gives the call away; null where the customer is parked
     * @param stopsRecording is stopped before anybody is called; where it cannot be, nobody is. None: what is recorded goes on
     */
    @JsonTypeName("ari.transfer.v1")
    record Transfer(
            String commandId,
            String callId,
            String pbxId,
            Instant expiresAt,
            String channelId,
            String endpoint,
            @Nullable String callerId,
            Duration ringTimeout,
            @Nullable String fromChannelId,
            boolean consult,
            long order,
            @Nullable String stopsRecording)
            implements Regroup {

        /** What is recorded goes on. */
        public Transfer(
                String commandId,
                String callId,
                String pbxId,
                Instant expiresAt,
                String channelId,
                String endpoint,
                @Nullable String callerId,
                Duration ringTimeout,
                @Nullable String fromChannelId,
                boolean consult,
                long order) {
            this(
                    commandId,
                    callId,
                    pbxId,
                    expiresAt,
                    channelId,
                    endpoint,
                    callerId,
                    ringTimeout,
                    fromChannelId,
                    consult,
                    order,
                    null);
        }
    }

    /** A phone that asked for a transfer, {@link PbxFact.TransferAsked}, is told no; the call goes on as it is. */
    @JsonTypeName("ari.decline-transfer.v1")
    record DeclineTransfer(
            String commandId, String callId, String pbxId, Instant expiresAt, String channelId, long order)
            implements Control {}

    /** The customer talks with {@code channelId} and {@code fromChannelId} is hung up; before the answer: as soon as there is one. */
    @JsonTypeName("ari.complete-transfer.v1")
    record CompleteTransfer(
            String commandId,
            String callId,
            String pbxId,
            Instant expiresAt,
            String channelId,
            @Nullable String fromChannelId,
            long order)
            implements Regroup {}

    /** The leg is hung up and the customer comes back. */
    @JsonTypeName("ari.cancel-transfer.v1")
    record CancelTransfer(
            String commandId, String callId, String pbxId, Instant expiresAt, String channelId, long order)
            implements Regroup {}

    /** The customer comes back to those who consult: all of them talk. */
    @JsonTypeName("ari.join-transfer.v1")
    record JoinTransfer(String commandId, String callId, String pbxId, Instant expiresAt, String channelId, long order)
            implements Regroup {}

    /** {@code endpoint} is called and talks with all on answer. */
    @JsonTypeName("ari.add-party.v1")
    record AddParty(
            String commandId,
            String callId,
            String pbxId,
            Instant expiresAt,
            String channelId,
            String endpoint,
            @Nullable String callerId,
            Duration ringTimeout,
            long order)
            implements Regroup {}

    @JsonTypeName("ari.drop-party.v1")
    record DropParty(String commandId, String callId, String pbxId, Instant expiresAt, String channelId, long order)
            implements Regroup {}

    /** The customer, {@code channelId}, hears music, and {@code fromChannelId} is hung up without ending the call. */
    @JsonTypeName("ari.park.v1")
    record Park(
            String commandId,
            String callId,
            String pbxId,
            Instant expiresAt,
            String channelId,
            String fromChannelId,
            long order)
            implements Regroup {}

    /**
     * Serves a caller who talks with nobody: {@code channelId} is the customer's. {@link Announce} and {@link RunMenu} are answered when
     * they have run to their end, after their fact: an owner of the shard who dies in between leaves the command to the next one, who
     * begins anew. What is broken off, by the next command of this kind, an answer to an offer or the caller's end, is answered as
     * refused, without a fact.
     */
    sealed interface Serve extends Control {
        String channelId();
    }

    /**
     * The caller is answered, where they are not, and hears music until another command; where they hear some, this one.
     *
     * @param music a class of music on hold; null: the PBX's default
     */
    @JsonTypeName("ari.answer-caller.v1")
    record AnswerCaller(
            String commandId,
            String callId,
            String pbxId,
            Instant expiresAt,
            String channelId,
            @Nullable String music,
            long order)
            implements Serve {}

    /**
     * The caller hears these one after the other, then music again; answered before, where they are not. A digit of {@code until} ends it.
     * Told by {@link PbxFact.Announced}. Breaks off by itself when the caller is connected.
     *
     * @param media {@code sound:<name>}, {@code number:<n>} or {@code digits:<digits>}, 1 to 20
     * @param until of {@code 0-9*#}; none: no digit does
     */
    @JsonTypeName("ari.announce.v1")
    record Announce(
            String commandId,
            String callId,
            String pbxId,
            Instant expiresAt,
            String channelId,
            List<String> media,
            String until,
            long order)
            implements Serve {
        public Announce {
            media = List.copyOf(media);
        }
    }

    /** The caller chooses; as in {@link DirectoryEntry.Menu}. Told by {@link PbxFact.MenuEnded}; then the caller hears music. */
    @JsonTypeName("ari.run-menu.v1")
    record RunMenu(
            String commandId,
            String callId,
            String pbxId,
            Instant expiresAt,
            String channelId,
            String menuId,
            List<String> prompts,
            List<String> invalid,
            Duration digitTimeout,
            int retries,
            List<String> choices,
            long order)
            implements Serve {
        public RunMenu {
            prompts = List.copyOf(prompts);
            invalid = List.copyOf(invalid);
            choices = List.copyOf(choices);
        }
    }

    /**
     * The caller leaves us for the PBX's own dialplan, answered or not; refused where the context is not on ari-controller's list, where
     * there is no such extension, and while somebody is called for the caller. The call's ControlEnded follows.
     */
    @JsonTypeName("ari.continue-in-dialplan.v1")
    record ContinueInDialplan(
            String commandId,
            String callId,
            String pbxId,
            Instant expiresAt,
            String channelId,
            String context,
            String extension,
            long order)
            implements Serve {}

    record Unrecognised(String commandId, String callId, String pbxId, Instant expiresAt) implements AriCommand {}
}
