package io.tandem.contracts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a call, told once each by call-state-service; keyed by callId. The event's id is {@code <callId>:<version>}, so
 * that telling it again after a crash is harmless; versions of one call rise, with gaps.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", defaultImpl = CallEvent.Unrecognised.class)
@JsonSubTypes({
    @JsonSubTypes.Type(CallEvent.Requested.class),
    @JsonSubTypes.Type(CallEvent.AgentDialing.class),
    @JsonSubTypes.Type(CallEvent.AgentRinging.class),
    @JsonSubTypes.Type(CallEvent.AgentAnswered.class),
    @JsonSubTypes.Type(CallEvent.AgentInConference.class),
    @JsonSubTypes.Type(CallEvent.HandedOff.class),
    @JsonSubTypes.Type(CallEvent.CustomerDialing.class),
    @JsonSubTypes.Type(CallEvent.CustomerRinging.class),
    @JsonSubTypes.Type(CallEvent.CustomerAnswered.class),
    @JsonSubTypes.Type(CallEvent.Screened.class),
    @JsonSubTypes.Type(CallEvent.MenuEnded.class),
    @JsonSubTypes.Type(CallEvent.Queued.class),
    @JsonSubTypes.Type(CallEvent.Offered.class),
    @JsonSubTypes.Type(CallEvent.OfferEnded.class),
    @JsonSubTypes.Type(CallEvent.CallbackRequested.class),
    @JsonSubTypes.Type(CallEvent.Connected.class),
    @JsonSubTypes.Type(CallEvent.Degraded.class),
    @JsonSubTypes.Type(CallEvent.QualityMeasured.class),
    @JsonSubTypes.Type(CallEvent.Held.class),
    @JsonSubTypes.Type(CallEvent.Resumed.class),
    @JsonSubTypes.Type(CallEvent.Muted.class),
    @JsonSubTypes.Type(CallEvent.Unmuted.class),
    @JsonSubTypes.Type(CallEvent.Dtmf.class),
    @JsonSubTypes.Type(CallEvent.Supervised.class),
    @JsonSubTypes.Type(CallEvent.MediaAttached.class),
    @JsonSubTypes.Type(CallEvent.MediaDetached.class),
    @JsonSubTypes.Type(CallEvent.RecordingStarted.class),
    @JsonSubTypes.Type(CallEvent.RecordingPaused.class),
    @JsonSubTypes.Type(CallEvent.RecordingResumed.class),
    @JsonSubTypes.Type(CallEvent.RecordingStopped.class),
    @JsonSubTypes.Type(CallEvent.ControlFailed.class),
    @JsonSubTypes.Type(CallEvent.TransferStarted.class),
    @JsonSubTypes.Type(CallEvent.TransferAnswered.class),
    @JsonSubTypes.Type(CallEvent.TransferCompleted.class),
    @JsonSubTypes.Type(CallEvent.TransferFailed.class),
    @JsonSubTypes.Type(CallEvent.Parked.class),
    @JsonSubTypes.Type(CallEvent.PartyJoined.class),
    @JsonSubTypes.Type(CallEvent.PartyLeft.class),
    @JsonSubTypes.Type(CallEvent.PartyMuted.class),
    @JsonSubTypes.Type(CallEvent.ContextChanged.class),
    @JsonSubTypes.Type(CallEvent.Ended.class),
})
@JsonIgnoreProperties(ignoreUnknown = true)
public sealed interface CallEvent {

    String callId();

    String tenant();

    long version();

    Instant at();

    CallSummary call();

    @JsonTypeName("call.requested.v1")
    record Requested(String callId, String tenant, long version, Instant at, CallSummary call) implements CallEvent {}

    @JsonTypeName("call.agent-dialing.v1")
    record AgentDialing(String callId, String tenant, long version, Instant at, CallSummary call)
            implements CallEvent {}

    @JsonTypeName("call.agent-ringing.v1")
    record AgentRinging(String callId, String tenant, long version, Instant at, CallSummary call)
            implements CallEvent {}

    @JsonTypeName("call.agent-answered.v1")
    record AgentAnswered(String callId, String tenant, long version, Instant at, CallSummary call)
            implements CallEvent {}

    @JsonTypeName("call.agent-in-conference.v1")
    record AgentInConference(String callId, String tenant, long version, Instant at, CallSummary call)
            implements CallEvent {}

    @JsonTypeName("call.handed-off.v1")
    record HandedOff(String callId, String tenant, long version, Instant at, CallSummary call) implements CallEvent {}

    @JsonTypeName("call.customer-dialing.v1")
    record CustomerDialing(String callId, String tenant, long version, Instant at, CallSummary call)
            implements CallEvent {}

    @JsonTypeName("call.customer-ringing.v1")
    record CustomerRinging(String callId, String tenant, long version, Instant at, CallSummary call)
            implements CallEvent {}

    @JsonTypeName("call.customer-answered.v1")
    record CustomerAnswered(String callId, String tenant, long version, Instant at, CallSummary call)
            implements CallEvent {}

    /**
     * It was decided whether the call goes on: a call that came in by the screening rules, the answer of a customer by answering-machine
     * detection.
     *
     * @param reason the rule, the detector's cause as Asterisk says it, or why nobody listened
     * @param took how long whoever answered was listened to; null for a call that came in
     */
    @JsonTypeName("call.screened.v1")
    record Screened(
            String callId,
            String tenant,
            long version,
            Instant at,
            CallSummary call,
            ScreeningVerdict verdict,
            @Nullable String reason,
            @Nullable Duration took)
            implements CallEvent {}

    /** @param digits what was pressed; null where nothing right was */
    @JsonTypeName("call.menu-ended.v1")
    record MenuEnded(
            String callId,
            String tenant,
            long version,
            Instant at,
            CallSummary call,
            String menuId,
            @Nullable String digits)
            implements CallEvent {}

    /** @param position 1: the next */
    @JsonTypeName("call.queued.v1")
    record Queued(
            String callId,
            String tenant,
            long version,
            Instant at,
            CallSummary call,
            String queueId,
            int position,
            @Nullable Duration expectedWait)
            implements CallEvent {}

    /** The agent's phone is called until then; {@code reason} says why this agent, and why not others. */
    @JsonTypeName("call.offered.v1")
    record Offered(
            String callId,
            String tenant,
            long version,
            Instant at,
            CallSummary call,
            String agentId,
            Instant until,
            String reason)
            implements CallEvent {}

    /** The agent did not take the call: {@code rejected}, {@code no-answer} or why it failed. The caller waits on. */
    @JsonTypeName("call.offer-ended.v1")
    record OfferEnded(
            String callId, String tenant, long version, Instant at, CallSummary call, String agentId, String reason)
            implements CallEvent {}

    /** The caller will be called back for the queue, in the place of this call. */
    @JsonTypeName("call.callback-requested.v1")
    record CallbackRequested(
            String callId, String tenant, long version, Instant at, CallSummary call, String queueId, String number)
            implements CallEvent {}

    @JsonTypeName("call.connected.v1")
    record Connected(String callId, String tenant, long version, Instant at, CallSummary call) implements CallEvent {}

    /** One of the PBX's interfaces is away; the call goes on with the other, which {@code call.mode} names. */
    @JsonTypeName("call.degraded.v1")
    record Degraded(String callId, String tenant, long version, Instant at, CallSummary call, String reason)
            implements CallEvent {}

    /** How well the parties could be heard, the worst of the legs; told right before the end, where anything was measured, and every 10 s while somebody watches. */
    @JsonTypeName("call.quality.v1")
    record QualityMeasured(
            String callId, String tenant, long version, Instant at, CallSummary call, VoiceQuality quality)
            implements CallEvent {}

    /** The customer hears music, the agent nothing. */
    @JsonTypeName("call.held.v1")
    record Held(String callId, String tenant, long version, Instant at, CallSummary call) implements CallEvent {}

    @JsonTypeName("call.resumed.v1")
    record Resumed(String callId, String tenant, long version, Instant at, CallSummary call) implements CallEvent {}

    @JsonTypeName("call.muted.v1")
    record Muted(
            String callId,
            String tenant,
            long version,
            Instant at,
            CallSummary call,
            CallParty leg,
            MuteDirection direction)
            implements CallEvent {}

    @JsonTypeName("call.unmuted.v1")
    record Unmuted(
            String callId,
            String tenant,
            long version,
            Instant at,
            CallSummary call,
            CallParty leg,
            MuteDirection direction)
            implements CallEvent {}

    /** {@code sent}: we played the digits to the leg; otherwise the leg's party pressed them. They may be card data: never log them. */
    @JsonTypeName("call.dtmf.v1")
    record Dtmf(
            String callId,
            String tenant,
            long version,
            Instant at,
            CallSummary call,
            CallParty leg,
            String digits,
            boolean sent)
            implements CallEvent {
        @Override
        public String toString() {
            return "Dtmf[callId=" + callId + ", version=" + version + ", leg=" + leg + "]";
        }
    }

    /** A supervisor attends the call in this mode; none: not any more, and {@code reason} says why. */
    @JsonTypeName("call.supervised.v1")
    record Supervised(
            String callId,
            String tenant,
            long version,
            Instant at,
            CallSummary call,
            String supervisorId,
            @Nullable SuperviseMode mode,
            @Nullable String reason)
            implements CallEvent {}

    /** A program hears the call; {@code mediaId} names it there, {@code stream} is the UUID that it was told. */
    @JsonTypeName("call.media-attached.v1")
    record MediaAttached(
            String callId,
            String tenant,
            long version,
            Instant at,
            CallSummary call,
            String mediaId,
            String target,
            String stream,
            MediaMode mode)
            implements CallEvent {}

    /** Asked for, by itself, or with the call's end, right before it. */
    @JsonTypeName("call.media-detached.v1")
    record MediaDetached(
            String callId,
            String tenant,
            long version,
            Instant at,
            CallSummary call,
            String mediaId,
            String target,
            String reason)
            implements CallEvent {}

    /** {@code recordingId}: {@code <callId>-<n>}, n from 1. */
    @JsonTypeName("call.recording-started.v1")
    record RecordingStarted(
            String callId, String tenant, long version, Instant at, CallSummary call, String recordingId)
            implements CallEvent {}

    /** Silence is recorded until it is resumed. */
    @JsonTypeName("call.recording-paused.v1")
    record RecordingPaused(String callId, String tenant, long version, Instant at, CallSummary call, String recordingId)
            implements CallEvent {}

    @JsonTypeName("call.recording-resumed.v1")
    record RecordingResumed(
            String callId, String tenant, long version, Instant at, CallSummary call, String recordingId)
            implements CallEvent {}

    /** Asked for, or with the call's end, right before it. The file is in the store some moments later. */
    @JsonTypeName("call.recording-stopped.v1")
    record RecordingStopped(
            String callId, String tenant, long version, Instant at, CallSummary call, String recordingId)
            implements CallEvent {}

    /** What was asked for by REST and accepted was not done; {@code operation} as in the path: hold, unhold, mute, dtmf, supervise… */
    @JsonTypeName("call.control-failed.v1")
    record ControlFailed(
            String callId, String tenant, long version, Instant at, CallSummary call, String operation, String reason)
            implements CallEvent {}

    /** The customer hears music while somebody else is called. */
    @JsonTypeName("call.transfer-started.v1")
    record TransferStarted(
            String callId, String tenant, long version, Instant at, CallSummary call, TransferKind kind, CallTarget to)
            implements CallEvent {}

    /** Whoever was called consults with the agent; the customer hears music on. */
    @JsonTypeName("call.transfer-answered.v1")
    record TransferAnswered(
            String callId, String tenant, long version, Instant at, CallSummary call, TransferKind kind, CallTarget to)
            implements CallEvent {}

    /** The customer talks with whoever was called; {@code call.agentId} is theirs from now on, where they are an agent. */
    @JsonTypeName("call.transfer-completed.v1")
    record TransferCompleted(
            String callId, String tenant, long version, Instant at, CallSummary call, TransferKind kind, CallTarget to)
            implements CallEvent {}

    /** Whoever was called did not get the call, for this reason; it goes on with the agent who has it, where there is one. */
    @JsonTypeName("call.transfer-failed.v1")
    record TransferFailed(
            String callId,
            String tenant,
            long version,
            Instant at,
            CallSummary call,
            TransferKind kind,
            CallTarget to,
            String reason)
            implements CallEvent {}

    /** The customer hears music with nobody beside them; {@code until} then the agent who parked them is called. */
    @JsonTypeName("call.parked.v1")
    record Parked(
            String callId,
            String tenant,
            long version,
            Instant at,
            CallSummary call,
            @Nullable String agentId,
            Instant until)
            implements CallEvent {}

    /** A further party talks with all that are in the call. */
    @JsonTypeName("call.party-joined.v1")
    record PartyJoined(String callId, String tenant, long version, Instant at, CallSummary call, CallTarget party)
            implements CallEvent {}

    /** A further party, or the agent, is not in the call any more, which goes on. */
    @JsonTypeName("call.party-left.v1")
    record PartyLeft(String callId, String tenant, long version, Instant at, CallSummary call, CallTarget party)
            implements CallEvent {}

    /** {@code muted}: in this direction, seen from the party; false: not any more. */
    @JsonTypeName("call.party-muted.v1")
    record PartyMuted(
            String callId,
            String tenant,
            long version,
            Instant at,
            CallSummary call,
            CallTarget party,
            MuteDirection direction,
            boolean muted)
            implements CallEvent {}

    /**
     * Somebody put another context beside the call; it is not in here, for it may be long and private: GET it. Not a step of the call:
     * its id is {@code <callId>:context:<revision>}, its version is the revision, and it may come within an hour after the end.
     *
     * @param revision rises by one with each context of the call; the entity tag of REST
     * @param bytes how long the context is
     */
    @JsonTypeName("call.context-changed.v1")
    record ContextChanged(
            String callId, String tenant, long version, Instant at, CallSummary call, long revision, int bytes)
            implements CallEvent {}

    /** The last event of the call; its outcome and times are in {@code call}. */
    @JsonTypeName("call.ended.v1")
    record Ended(String callId, String tenant, long version, Instant at, CallSummary call) implements CallEvent {}

    record Unrecognised(String callId, String tenant, long version, Instant at, CallSummary call)
            implements CallEvent {}
}
