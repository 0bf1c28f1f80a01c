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
 * Something that a PBX was seen to do, told by AMI or ARI, in any order and possibly twice. {@link CallFact}s are keyed by callId, so
 * one consumer reads all facts of a call in the order in which they were published; {@link LinkFact}s are keyed by pbxId.
 *
 * <p>{@code at} is the time at which the translating service read the message (UTC): AMI and ARI clocks are not comparable more
 * closely than that, so nothing may be ordered by it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", defaultImpl = PbxFact.Unrecognised.class)
@JsonSubTypes({
    @JsonSubTypes.Type(PbxFact.ChannelCreated.class),
    @JsonSubTypes.Type(PbxFact.ChannelDialing.class),
    @JsonSubTypes.Type(PbxFact.ChannelRinging.class),
    @JsonSubTypes.Type(PbxFact.ChannelAnswered.class),
    @JsonSubTypes.Type(PbxFact.DialEnded.class),
    @JsonSubTypes.Type(PbxFact.ChannelHungUp.class),
    @JsonSubTypes.Type(PbxFact.ConferenceJoined.class),
    @JsonSubTypes.Type(PbxFact.ConferenceLeft.class),
    @JsonSubTypes.Type(PbxFact.ControlStarted.class),
    @JsonSubTypes.Type(PbxFact.ControlEnded.class),
    @JsonSubTypes.Type(PbxFact.HandOffFailed.class),
    @JsonSubTypes.Type(PbxFact.BridgeEntered.class),
    @JsonSubTypes.Type(PbxFact.BridgeLeft.class),
    @JsonSubTypes.Type(PbxFact.CommandDone.class),
    @JsonSubTypes.Type(PbxFact.CommandRefused.class),
    @JsonSubTypes.Type(PbxFact.CommandFateUnknown.class),
    @JsonSubTypes.Type(PbxFact.DeadlinePassed.class),
    @JsonSubTypes.Type(PbxFact.ChannelMissing.class),
    @JsonSubTypes.Type(PbxFact.LegQuality.class),
    @JsonSubTypes.Type(PbxFact.CallDetail.class),
    @JsonSubTypes.Type(PbxFact.Held.class),
    @JsonSubTypes.Type(PbxFact.Resumed.class),
    @JsonSubTypes.Type(PbxFact.Muted.class),
    @JsonSubTypes.Type(PbxFact.Unmuted.class),
    @JsonSubTypes.Type(PbxFact.DtmfSent.class),
    @JsonSubTypes.Type(PbxFact.DtmfPressed.class),
    @JsonSubTypes.Type(PbxFact.Supervised.class),
    @JsonSubTypes.Type(PbxFact.SupervisionEnded.class),
    @JsonSubTypes.Type(PbxFact.MediaAttached.class),
    @JsonSubTypes.Type(PbxFact.MediaEnded.class),
    @JsonSubTypes.Type(PbxFact.RecordingStarted.class),
    @JsonSubTypes.Type(PbxFact.RecordingPaused.class),
    @JsonSubTypes.Type(PbxFact.RecordingResumed.class),
    @JsonSubTypes.Type(PbxFact.RecordingStopped.class),
    @JsonSubTypes.Type(PbxFact.RecordingStored.class),
    @JsonSubTypes.Type(PbxFact.RecordingFailed.class),
    @JsonSubTypes.Type(PbxFact.TransferAsked.class),
    @JsonSubTypes.Type(PbxFact.TransferBegun.class),
    @JsonSubTypes.Type(PbxFact.TransferAnswered.class),
    @JsonSubTypes.Type(PbxFact.Transferred.class),
    @JsonSubTypes.Type(PbxFact.TransferFailed.class),
    @JsonSubTypes.Type(PbxFact.PartyJoined.class),
    @JsonSubTypes.Type(PbxFact.Parked.class),
    @JsonSubTypes.Type(PbxFact.CallArrived.class),
    @JsonSubTypes.Type(PbxFact.Announced.class),
    @JsonSubTypes.Type(PbxFact.MenuEnded.class),
    @JsonSubTypes.Type(PbxFact.QualityMeasured.class),
    @JsonSubTypes.Type(PbxFact.Screened.class),
    @JsonSubTypes.Type(PbxFact.MessageLeft.class),
    @JsonSubTypes.Type(PbxFact.LedgerRead.class),
    @JsonSubTypes.Type(PbxFact.LinkUp.class),
    @JsonSubTypes.Type(PbxFact.LinkAlive.class),
    @JsonSubTypes.Type(PbxFact.LinkDown.class),
    @JsonSubTypes.Type(PbxFact.Gap.class),
    @JsonSubTypes.Type(PbxFact.SnapshotTaken.class),
    @JsonSubTypes.Type(PbxFact.EndpointStatus.class),
    @JsonSubTypes.Type(PbxFact.PbxStatus.class),
})
@JsonIgnoreProperties(ignoreUnknown = true)
public sealed interface PbxFact {

    String pbxId();

    FactSource source();

    Instant at();

    /** A fact about one call; the topic's key is its callId. */
    sealed interface CallFact extends PbxFact {
        String callId();
    }

    /** A fact about one channel of a call. {@code channelId} is Asterisk's Uniqueid, {@code <callId>.<leg>} for all that we make. */
    sealed interface ChannelFact extends CallFact {
        String channelId();
    }

    /** The answer to a command that call-state-service sent; {@code commandId} is the command's. */
    sealed interface CommandFact extends CallFact {
        String commandId();
    }

    /**
     * What was done to a call that talks, told once the PBX did it. {@code order}, where there is one, is that of the {@link
     * AriCommand.Control} behind it: of two facts about one thing the higher is the later truth, in whatever order they are read.
     */
    sealed interface ControlFact extends CallFact {
        String channelId();
    }

    /**
     * What became of a recording, {@code <callId>-<n>}. {@code order}, where there is one, is that of the {@link
     * AriCommand.Recording} behind it, as in {@link ControlFact}.
     */
    sealed interface RecordingFact extends CallFact {
        String recordingId();
    }

    /** What came of listening to a customer who answered. */
    sealed interface ScreeningFact extends CallFact {
        String channelId();
    }

    /**
     * The customer was listened to. {@code cause} as Asterisk says it (AMDCAUSE), as in LONGGREETING-1500-1500, or why nobody listened;
     * {@code took}: from the answer to the verdict, zero where nobody listened.
     */
    @JsonTypeName("pbx.screened.v1")
    record Screened(
            String callId,
            String pbxId,
            FactSource source,
            Instant at,
            String channelId,
            AmdStatus status,
            @Nullable String cause,
            Duration took)
            implements ScreeningFact {}

    /** The machine's greeting was waited for. {@code played}: the message was played to its end. */
    @JsonTypeName("pbx.message-left.v1")
    record MessageLeft(String callId, String pbxId, FactSource source, Instant at, String channelId, boolean played)
            implements ScreeningFact {}

    /** How one leg could be heard, from its beginning until now. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record LegFigures(String channelId, VoiceQuality quality) {}

    /** While somebody watches: of each leg of which the PBX has figures. */
    @JsonTypeName("pbx.quality-measured.v1")
    record QualityMeasured(String callId, String pbxId, FactSource source, Instant at, List<LegFigures> legs)
            implements CallFact {
        public QualityMeasured {
            legs = List.copyOf(legs);
        }
    }

    /** A fact about an interface of a PBX; the topic's key is the pbxId. */
    sealed interface LinkFact extends PbxFact {}

    @JsonTypeName("pbx.channel-created.v1")
    record ChannelCreated(
            String callId,
            String pbxId,
            FactSource source,
            Instant at,
            String channelId,
            String channelName,
            boolean reconciled)
            implements ChannelFact {}

    /** The PBX began to dial towards the channel's far end (AMI DialBegin; ARI Dial without a status). */
    @JsonTypeName("pbx.channel-dialing.v1")
    record ChannelDialing(String callId, String pbxId, FactSource source, Instant at, String channelId)
            implements ChannelFact {}

    @JsonTypeName("pbx.channel-ringing.v1")
    record ChannelRinging(String callId, String pbxId, FactSource source, Instant at, String channelId)
            implements ChannelFact {}

    @JsonTypeName("pbx.channel-answered.v1")
    record ChannelAnswered(
            String callId, String pbxId, FactSource source, Instant at, String channelId, boolean reconciled)
            implements ChannelFact {}

    /** {@code dialStatus} as Asterisk says it: ANSWER, BUSY, NOANSWER, CANCEL, CONGESTION, CHANUNAVAIL, DONTCALL, TORTURE, INVALIDARGS. */
    @JsonTypeName("pbx.dial-ended.v1")
    record DialEnded(String callId, String pbxId, FactSource source, Instant at, String channelId, String dialStatus)
            implements ChannelFact {}

    /**
     * The channel is gone. {@code cause} is the Q.850 cause as Asterisk gave it, 0 where it gave none; {@code techCause} the SIP status
     * line (Asterisk 22.7 or later). {@code reconciled}: not seen, but found missing in a snapshot.
     */
    @JsonTypeName("pbx.channel-hung-up.v1")
    record ChannelHungUp(
            String callId,
            String pbxId,
            FactSource source,
            Instant at,
            String channelId,
            int cause,
            @Nullable String causeText,
            @Nullable String techCause,
            boolean reconciled)
            implements ChannelFact {}

    /** {@code reconciled}: not seen, but found in the room by a snapshot. */
    @JsonTypeName("pbx.conference-joined.v1")
    record ConferenceJoined(
            String callId, String pbxId, FactSource source, Instant at, String channelId, boolean reconciled)
            implements ChannelFact {

        /** Seen. */
        public ConferenceJoined(String callId, String pbxId, FactSource source, Instant at, String channelId) {
            this(callId, pbxId, source, at, channelId, false);
        }
    }

    @JsonTypeName("pbx.conference-left.v1")
    record ConferenceLeft(String callId, String pbxId, FactSource source, Instant at, String channelId)
            implements ChannelFact {}

    /** The channel entered our ARI application (StasisStart); {@code role} is its second argument: agent, customer. */
    @JsonTypeName("pbx.control-started.v1")
    record ControlStarted(
            String callId,
            String pbxId,
            FactSource source,
            Instant at,
            String channelId,
            String role,
            String application)
            implements ChannelFact {}

    @JsonTypeName("pbx.control-ended.v1")
    record ControlEnded(String callId, String pbxId, FactSource source, Instant at, String channelId)
            implements ChannelFact {}

    /** The dialplan found no ARI application for the channel (STASISSTATUS=FAILED) and put it back into its conference room. */
    @JsonTypeName("pbx.hand-off-failed.v1")
    record HandOffFailed(String callId, String pbxId, FactSource source, Instant at, String channelId, String reason)
            implements ChannelFact {}

    /**
     * Into a mixing bridge of ours ({@code <callId>.bridge}); ConfBridge's own bridges are told as {@link ConferenceJoined}.
     * {@code reconciled}: not seen, but found in the bridge by a snapshot.
     */
    @JsonTypeName("pbx.bridge-entered.v1")
    record BridgeEntered(
            String callId,
            String pbxId,
            FactSource source,
            Instant at,
            String channelId,
            String bridgeId,
            boolean reconciled)
            implements ChannelFact {

        /** Seen. */
        public BridgeEntered(
                String callId, String pbxId, FactSource source, Instant at, String channelId, String bridgeId) {
            this(callId, pbxId, source, at, channelId, bridgeId, false);
        }
    }

    @JsonTypeName("pbx.bridge-left.v1")
    record BridgeLeft(String callId, String pbxId, FactSource source, Instant at, String channelId, String bridgeId)
            implements ChannelFact {}

    /** The PBX carried the command out, or accepted it where the result is told by other facts (an originate). */
    @JsonTypeName("pbx.command-done.v1")
    record CommandDone(String callId, String pbxId, FactSource source, Instant at, String commandId, String command)
            implements CommandFact {}

    /** The command was not carried out and never will be: refused by the PBX, expired, or not valid. */
    @JsonTypeName("pbx.command-refused.v1")
    record CommandRefused(
            String callId, String pbxId, FactSource source, Instant at, String commandId, String command, String reason)
            implements CommandFact {}

    /** The command was sent and no answer came: it may have been carried out. */
    @JsonTypeName("pbx.command-fate-unknown.v1")
    record CommandFateUnknown(
            String callId, String pbxId, FactSource source, Instant at, String commandId, String command, String reason)
            implements CommandFact {}

    /**
     * A time limit of the call ran out. call-state-service publishes it to itself, so that it is read after every fact that was
     * published before it; {@code armed} is the call's version at which the deadline was set, and a deadline re-armed since is stale.
     */
    @JsonTypeName("tandem.deadline-passed.v1")
    record DeadlinePassed(String callId, String pbxId, FactSource source, Instant at, String deadline, long armed)
            implements CallFact {}

    /**
     * The channel was not in a snapshot that began at {@code begunAt}: it is gone if it was first seen before that, and otherwise this
     * says nothing. call-state-service publishes it to itself, so that it is read after every fact of the call that was published
     * before the snapshot.
     */
    @JsonTypeName("tandem.channel-missing.v1")
    record ChannelMissing(String callId, String pbxId, FactSource source, Instant at, String channelId, Instant begunAt)
            implements CallFact {}

    /**
     * How the channel's audio travelled between the PBX and the party, from all RTCP reports of the channel's life; told once, before
     * the channel's hang-up, and not at all for a channel without a report (Asterisk sends them every 5 s).
     */
    @JsonTypeName("pbx.leg-quality.v1")
    record LegQuality(
            String callId, String pbxId, FactSource source, Instant at, String channelId, VoiceQuality quality)
            implements CallFact {}

    /**
     * One line of the PBX's call detail records; a channel may have several. {@code at}: when it was read; the other times are the
     * PBX's own (UTC, microseconds). It comes before or after the channel's hang-up. {@code disposition} as Asterisk says it: ANSWERED, NO
     * ANSWER, BUSY, FAILED, CONGESTION.
     */
    @JsonTypeName("pbx.cdr.v1")
    record CallDetail(
            String callId,
            String pbxId,
            FactSource source,
            Instant at,
            String channelId,
            String linkedId,
            Instant startedAt,
            @Nullable Instant answeredAt,
            Instant endedAt,
            String disposition,
            String lastApplication)
            implements CallFact {}

    @JsonTypeName("pbx.held.v1")
    record Held(String callId, String pbxId, FactSource source, Instant at, String channelId, long order)
            implements ControlFact {}

    @JsonTypeName("pbx.resumed.v1")
    record Resumed(String callId, String pbxId, FactSource source, Instant at, String channelId, long order)
            implements ControlFact {}

    @JsonTypeName("pbx.muted.v1")
    record Muted(
            String callId,
            String pbxId,
            FactSource source,
            Instant at,
            String channelId,
            MuteDirection direction,
            long order)
            implements ControlFact {}

    @JsonTypeName("pbx.unmuted.v1")
    record Unmuted(
            String callId,
            String pbxId,
            FactSource source,
            Instant at,
            String channelId,
            MuteDirection direction,
            long order)
            implements ControlFact {}

    /** The PBX took the digits to play them to the channel's far end. */
    @JsonTypeName("pbx.dtmf-sent.v1")
    record DtmfSent(
            String callId, String pbxId, FactSource source, Instant at, String channelId, String digits, long order)
            implements ControlFact {
        @Override
        public String toString() {
            return "DtmfSent[channelId=" + channelId + ", digits=" + digits.length() + "]";
        }
    }

    /**
     * The channel's far end pressed a key. {@code pressedAt} is the PBX's own time of it and rises from one digit of a channel to the
     * next, which tells a digit that is told again from one that is pressed again.
     */
    @JsonTypeName("pbx.dtmf-pressed.v1")
    record DtmfPressed(
            String callId,
            String pbxId,
            FactSource source,
            Instant at,
            String channelId,
            String digit,
            Instant pressedAt)
            implements ControlFact {
        @Override
        public String toString() {
            return "DtmfPressed[channelId=" + channelId + ", pressedAt=" + pressedAt + "]";
        }
    }

    /** The supervisor's channel, {@code <callId>.supervisor.<n>}, attends the call in this mode. */
    @JsonTypeName("pbx.supervised.v1")
    record Supervised(
            String callId,
            String pbxId,
            FactSource source,
            Instant at,
            String channelId,
            SuperviseMode mode,
            long order)
            implements ControlFact {}

    /** The supervisor's channel is gone, whether it ever attended or not. */
    @JsonTypeName("pbx.supervision-ended.v1")
    record SupervisionEnded(String callId, String pbxId, FactSource source, Instant at, String channelId, String reason)
            implements ControlFact {}

    /** The program at {@code <callId>.media.<n>} is in the call's bridge. */
    @JsonTypeName("pbx.media-attached.v1")
    record MediaAttached(String callId, String pbxId, FactSource source, Instant at, String channelId, long order)
            implements ControlFact {}

    /** The program's channel is gone: it was detached, or its connection ended. */
    @JsonTypeName("pbx.media-ended.v1")
    record MediaEnded(String callId, String pbxId, FactSource source, Instant at, String channelId, String reason)
            implements ControlFact {}

    @JsonTypeName("pbx.recording-started.v1")
    record RecordingStarted(String callId, String pbxId, FactSource source, Instant at, String recordingId, long order)
            implements RecordingFact {}

    /** From here on silence is recorded. */
    @JsonTypeName("pbx.recording-paused.v1")
    record RecordingPaused(String callId, String pbxId, FactSource source, Instant at, String recordingId, long order)
            implements RecordingFact {}

    @JsonTypeName("pbx.recording-resumed.v1")
    record RecordingResumed(String callId, String pbxId, FactSource source, Instant at, String recordingId, long order)
            implements RecordingFact {}

    /** Ordered; one that ends with its call is not told as stopped. */
    @JsonTypeName("pbx.recording-stopped.v1")
    record RecordingStopped(String callId, String pbxId, FactSource source, Instant at, String recordingId, long order)
            implements RecordingFact {}

    /**
     * The recording is in the store and complete.
     *
     * @param bytes of the file, header and all
     * @param sha256 of the file, 64 hexadecimal digits in lower case
     */
    @JsonTypeName("pbx.recording-stored.v1")
    record RecordingStored(
            String callId,
            String pbxId,
            FactSource source,
            Instant at,
            String recordingId,
            Duration length,
            long bytes,
            String sha256)
            implements RecordingFact {}

    /** The recording could not be stored. One that could not be written may be stored later, by another command. */
    @JsonTypeName("pbx.recording-failed.v1")
    record RecordingFailed(
            String callId, String pbxId, FactSource source, Instant at, String recordingId, String reason)
            implements RecordingFact {}

    /**
     * The party's own phone asks that the customer be given to somebody else (SIP REFER), and waits to be told what comes of it: an {@link
     * AriCommand.Transfer} from the channel, or an {@link AriCommand.DeclineTransfer}.
     *
     * @param to whom the phone named: an agent's extension, or a number, as it was dialled
     */
    @JsonTypeName("pbx.transfer-asked.v1")
    record TransferAsked(String callId, String pbxId, FactSource source, Instant at, String channelId, String to)
            implements ControlFact {}

    /** Somebody comes into the call, or leaves it; see {@link AriCommand.Regroup}. */
    sealed interface RegroupFact extends ControlFact {
        long order();
    }

    /** The customer hears music and the leg is being called. */
    @JsonTypeName("pbx.transfer-begun.v1")
    record TransferBegun(String callId, String pbxId, FactSource source, Instant at, String channelId, long order)
            implements RegroupFact {}

    /** The leg was answered and is in the call's bridge; the customer hears music on. */
    @JsonTypeName("pbx.transfer-answered.v1")
    record TransferAnswered(String callId, String pbxId, FactSource source, Instant at, String channelId, long order)
            implements RegroupFact {}

    /** The leg talks with the customer; who gave the call away is being hung up. */
    @JsonTypeName("pbx.transferred.v1")
    record Transferred(String callId, String pbxId, FactSource source, Instant at, String channelId, long order)
            implements RegroupFact {}

    /** The leg is gone. {@code aside}: nobody was left to talk with the customer, who hears music on. */
    @JsonTypeName("pbx.transfer-failed.v1")
    record TransferFailed(
            String callId,
            String pbxId,
            FactSource source,
            Instant at,
            String channelId,
            String reason,
            boolean aside,
            long order)
            implements RegroupFact {}

    /** The leg talks with all that are in the call. */
    @JsonTypeName("pbx.party-joined.v1")
    record PartyJoined(String callId, String pbxId, FactSource source, Instant at, String channelId, long order)
            implements RegroupFact {}

    /** The customer, {@code channelId}, hears music with nobody beside them. */
    @JsonTypeName("pbx.parked.v1")
    record Parked(String callId, String pbxId, FactSource source, Instant at, String channelId, long order)
            implements RegroupFact {}

    /**
     * A call came in and waits, not answered yet. {@code callId} is {@code <pbxId>:<channelId>}, {@code channelId} the Uniqueid of the
     * caller's channel. Told again when another owner takes the call over; then it changes nothing.
     *
     * @param did the number that was called, as the trunk gave it
     * @param callerNumber as the trunk gave it; null where it is withheld
     * @param endpoint the PJSIP endpoint through which it came
     */
    @JsonTypeName("pbx.call-arrived.v1")
    record CallArrived(
            String callId,
            String pbxId,
            FactSource source,
            Instant at,
            String channelId,
            String did,
            @Nullable String callerNumber,
            @Nullable String callerName,
            String endpoint)
            implements CallFact {}

    /** What was commanded by an {@link AriCommand.Serve} of this order has run to its end. */
    sealed interface ServiceFact extends ControlFact {
        long order();
    }

    /** The announcement is over; {@code digit} cut it short. */
    @JsonTypeName("pbx.announced.v1")
    record Announced(
            String callId,
            String pbxId,
            FactSource source,
            Instant at,
            String channelId,
            @Nullable String digit,
            long order)
            implements ServiceFact {}

    /** @param digits the choice; null where nothing, or nothing right, was pressed for all {@code tries} */
    @JsonTypeName("pbx.menu-ended.v1")
    record MenuEnded(
            String callId,
            String pbxId,
            FactSource source,
            Instant at,
            String channelId,
            String menuId,
            @Nullable String digits,
            int tries,
            long order)
            implements ServiceFact {}

    /**
     * What the PBX's own event log says of the call, whole and in its order. One fact for all of it, so that nobody acts on a moment
     * that is long past: what follows is decided on the last state. call-state-service publishes it to itself, after a gap.
     */
    @JsonTypeName("pbx.ledger-read.v1")
    record LedgerRead(String callId, String pbxId, FactSource source, Instant at, List<LedgerEntry> entries)
            implements CallFact {
        public LedgerRead {
            entries = List.copyOf(entries);
        }
    }

    /** {@code at} is the PBX's clock; {@code cause} the Q.850 cause of a hang-up, 0 where there is none. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record LedgerEntry(String channelId, LedgerEvent event, Instant at, int cause) {}

    enum LedgerEvent {
        CREATED,
        ANSWERED,
        ROOM_JOINED,
        ROOM_LEFT,
        BRIDGE_ENTERED,
        BRIDGE_LEFT,
        HUNG_UP,
        /** No log has it: the PBX has the channel no more, and {@code at} is when it was last known to be there. */
        CUT_OFF
    }

    /** {@code boot} identifies this start of the PBX (its start time as the interface tells it); {@code version} is Asterisk's. */
    @JsonTypeName("pbx.up.v1")
    record LinkUp(String pbxId, FactSource source, Instant at, String boot, String version) implements LinkFact {}

    /**
     * Said every second while the link works both ways. For ARI, {@code shard} of {@code shards} is served by {@code application};
     * for AMI these are null. AMI says besides what a chooser of the PBX for a new call needs; for ARI, and from a gateway that does
     * not know them yet, these are null.
     *
     * @param weight share of new calls among PBXs that are equally busy, 1 to 1000; 0: none but those that ask for this PBX
     * @param tags what the PBX is for, as its operator named it
     * @param draining true: no new call may be sent there
     * @param liveCalls how busy the PBX is, ours and others', as it counts itself: CoreCurrentCalls of CoreStatus, which are channels
     *     (seen on 22.10.1: two phones in a room are 4); 0 is certain to be none. Null while it is not known
     */
    @JsonTypeName("pbx.link-alive.v1")
    record LinkAlive(
            String pbxId,
            FactSource source,
            Instant at,
            @Nullable String application,
            @Nullable Integer shard,
            @Nullable Integer shards,
            @Nullable Integer weight,
            @Nullable List<String> tags,
            @Nullable Boolean draining,
            @Nullable Integer liveCalls)
            implements LinkFact {
        public LinkAlive {
            tags = tags == null ? null : List.copyOf(tags);
        }

        /** Without what only AMI says. */
        public LinkAlive(
                String pbxId,
                FactSource source,
                Instant at,
                @Nullable String application,
                @Nullable Integer shard,
                @Nullable Integer shards) {
            this(pbxId, source, at, application, shard, shards, null, null, null, null);
        }
    }

    @JsonTypeName("pbx.down.v1")
    record LinkDown(String pbxId, FactSource source, Instant at, String reason) implements LinkFact {}

    /**
     * Between {@code from} and {@code to} the interface may have said things that nobody heard. {@code boot} is the start of the PBX
     * that goes on after the gap, as in {@link LinkUp}; null where the interface does not know it.
     */
    @JsonTypeName("pbx.gap.v1")
    record Gap(
            String pbxId,
            FactSource source,
            Instant at,
            Instant from,
            Instant to,
            String reason,
            @Nullable String boot) implements LinkFact {

        /** By an interface that does not know the boot. */
        public Gap(String pbxId, FactSource source, Instant at, Instant from, Instant to, String reason) {
            this(pbxId, source, at, from, to, reason, null);
        }
    }

    /**
     * Every channel of ours that lived on the PBX at some moment between {@code begunAt} and {@code at}. A channel first seen before
     * {@code begunAt} and not listed is gone.
     */
    @JsonTypeName("pbx.snapshot.v1")
    record SnapshotTaken(String pbxId, FactSource source, Instant at, Instant begunAt, List<LiveChannel> channels)
            implements LinkFact {
        public SnapshotTaken {
            channels = List.copyOf(channels);
        }
    }

    /**
     * What a trunk or a phone of the PBX was said to be. {@code endpoint} is the endpoint's, peer's or registration's name, {@code status} Asterisk's
     * own word (Reachable, Unreachable, NonQualified, Removed, Registered, Rejected…); {@code address} and the round trip of the
     * qualifying request, in milliseconds, where it tells them.
     */
    @JsonTypeName("pbx.endpoint-status.v1")
    record EndpointStatus(
            String pbxId,
            FactSource source,
            Instant at,
            Kind kind,
            String endpoint,
            @Nullable String address,
            String status,
            @Nullable Double rttMs)
            implements LinkFact {

        /** Which of Asterisk's three accounts it is. */
        public enum Kind {
            CONTACT,
            PEER,
            REGISTRATION
        }
    }

    /**
     * How the PBX fares, every 30 s. {@code calls}: calls of ours with a living channel; {@code channels}: all channels, ours and
     * others; {@code processedCalls}: since the start; {@code startedAt} and {@code reloadedAt} in the PBX's own local time, as in
     * {@link LinkUp}.
     */
    @JsonTypeName("pbx.status.v1")
    record PbxStatus(
            String pbxId,
            FactSource source,
            Instant at,
            int calls,
            int channels,
            long processedCalls,
            Duration uptime,
            String startedAt,
            String reloadedAt)
            implements LinkFact {}

    /** {@code state} as Asterisk names it: Down, Ring, Ringing, Up, Busy… */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record LiveChannel(String callId, String channelId, String state) {}

    /** A type that this version does not know: skipped and counted, never poison. */
    record Unrecognised(String pbxId, FactSource source, Instant at) implements PbxFact {}
}
