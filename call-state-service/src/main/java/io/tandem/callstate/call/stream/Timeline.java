package io.tandem.callstate.call.stream;

import io.tandem.callstate.call.TimelineEntry;
import io.tandem.contracts.CallEvent;
import io.tandem.contracts.CallTarget;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import io.tandem.contracts.TransferKind;
import io.tandem.contracts.VoiceQuality;
import io.tandem.edge.kafka.TypeName;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Facts and events as lines of the timeline. */
final class Timeline {

    static TimelineEntry of(PbxFact.CallFact fact) {
        return new TimelineEntry(fact.at(), fact.source(), TypeName.unversioned(fact.getClass()), detail(fact));
    }

    static TimelineEntry of(CallEvent event) {
        var detail = new HashMap<String, String>();
        detail.put("id", event.callId() + ":" + event.version());
        switch (event) {
            case CallEvent.Screened s -> screened(detail, s.verdict(), s.reason(), s.took());
            case CallEvent.Degraded d -> {
                detail.put("reason", d.reason());
                detail.put("mode", d.call().mode().name());
            }
            case CallEvent.Ended e -> {
                put(detail, "outcome", e.call().outcome());
                put(detail, "hangupCause", e.call().hangupCause());
            }
            case CallEvent.QualityMeasured q -> quality(detail, q.quality());
            case CallEvent.Muted m -> {
                put(detail, "leg", m.leg());
                put(detail, "direction", m.direction());
            }
            case CallEvent.Unmuted m -> {
                put(detail, "leg", m.leg());
                put(detail, "direction", m.direction());
            }
            case CallEvent.Dtmf d -> {
                put(detail, "leg", d.leg());
                put(detail, "sent", d.sent());
                put(detail, "digits", d.digits().length());
            }
            case CallEvent.Supervised s -> {
                put(detail, "supervisorId", s.supervisorId());
                put(detail, "mode", s.mode());
                put(detail, "reason", s.reason());
            }
            case CallEvent.MediaAttached m -> {
                put(detail, "mediaId", m.mediaId());
                put(detail, "target", m.target());
                put(detail, "stream", m.stream());
                put(detail, "mode", m.mode());
            }
            case CallEvent.MediaDetached m -> {
                put(detail, "mediaId", m.mediaId());
                put(detail, "target", m.target());
                put(detail, "reason", m.reason());
            }
            case CallEvent.RecordingStarted r -> put(detail, "recordingId", r.recordingId());
            case CallEvent.RecordingPaused r -> put(detail, "recordingId", r.recordingId());
            case CallEvent.RecordingResumed r -> put(detail, "recordingId", r.recordingId());
            case CallEvent.RecordingStopped r -> put(detail, "recordingId", r.recordingId());
            case CallEvent.ControlFailed f -> {
                put(detail, "operation", f.operation());
                put(detail, "reason", f.reason());
            }
            case CallEvent.TransferStarted t -> transfer(detail, t.kind(), t.to());
            case CallEvent.TransferAnswered t -> transfer(detail, t.kind(), t.to());
            case CallEvent.TransferCompleted t -> transfer(detail, t.kind(), t.to());
            case CallEvent.TransferFailed t -> {
                transfer(detail, t.kind(), t.to());
                put(detail, "reason", t.reason());
            }
            case CallEvent.Parked p -> {
                put(detail, "agentId", p.agentId());
                put(detail, "until", p.until());
            }
            case CallEvent.PartyJoined p -> party(detail, p.party());
            case CallEvent.PartyLeft p -> party(detail, p.party());
            case CallEvent.PartyMuted p -> {
                party(detail, p.party());
                put(detail, "direction", p.direction());
                put(detail, "muted", p.muted());
            }
            case CallEvent.MenuEnded m -> {
                put(detail, "menuId", m.menuId());
                put(detail, "digits", m.digits());
            }
            case CallEvent.Queued q -> {
                put(detail, "queueId", q.queueId());
                put(detail, "position", q.position());
                put(detail, "expectedWait", q.expectedWait());
            }
            case CallEvent.Offered o -> {
                put(detail, "agentId", o.agentId());
                put(detail, "until", o.until());
                put(detail, "reason", o.reason());
            }
            case CallEvent.OfferEnded o -> {
                put(detail, "agentId", o.agentId());
                put(detail, "reason", o.reason());
            }
            case CallEvent.CallbackRequested c -> put(detail, "queueId", c.queueId());
            case CallEvent.Requested _,
                    CallEvent.AgentDialing _,
                    CallEvent.AgentRinging _,
                    CallEvent.AgentAnswered _,
                    CallEvent.AgentInConference _,
                    CallEvent.HandedOff _,
                    CallEvent.CustomerDialing _,
                    CallEvent.CustomerRinging _,
                    CallEvent.CustomerAnswered _,
                    CallEvent.Connected _,
                    CallEvent.Held _,
                    CallEvent.Resumed _,
                    CallEvent.ContextChanged _,
                    CallEvent.Unrecognised _ -> {}
        }
        return new TimelineEntry(event.at(), FactSource.TANDEM, TypeName.unversioned(event.getClass()), detail);
    }

    private static Map<String, String> detail(PbxFact.CallFact fact) {
        var detail = new HashMap<String, String>();
        switch (fact) {
            case PbxFact.ChannelFact c -> {
                detail.put("channelId", c.channelId());
                ofChannel(detail, c);
            }
            case PbxFact.ControlFact c -> {
                detail.put("channelId", c.channelId());
                ofControl(detail, c);
            }
            case PbxFact.Screened s -> {
                detail.put("channelId", s.channelId());
                screened(detail, s.status(), s.cause(), s.took());
            }
            case PbxFact.MessageLeft m -> {
                detail.put("channelId", m.channelId());
                put(detail, "played", m.played());
            }
            case PbxFact.CallArrived a -> {
                detail.put("channelId", a.channelId());
                put(detail, "did", a.did());
                put(detail, "endpoint", a.endpoint());
            }
            case PbxFact.RecordingFact r -> put(detail, "recordingId", r.recordingId());
            case PbxFact.CommandDone c -> command(detail, c, c.command(), null);
            case PbxFact.CommandRefused c -> command(detail, c, c.command(), c.reason());
            case PbxFact.CommandFateUnknown c -> command(detail, c, c.command(), c.reason());
            case PbxFact.DeadlinePassed d -> detail.put("deadline", d.deadline());
            case PbxFact.ChannelMissing m -> {
                detail.put("channelId", m.channelId());
                put(detail, "reconciled", true);
            }
            case PbxFact.LegQuality q -> {
                detail.put("channelId", q.channelId());
                quality(detail, q.quality());
            }
            case PbxFact.QualityMeasured m ->
                m.legs()
                        .forEach(leg -> detail.put(
                                leg.channelId(),
                                leg.quality().mos() + ", " + leg.quality().jitterMs() + " ms"));
            case PbxFact.CallDetail d -> {
                detail.put("channelId", d.channelId());
                put(detail, "disposition", d.disposition());
            }
            case PbxFact.LedgerRead l ->
                l.entries().stream()
                        .filter(e ->
                                e.event() == PbxFact.LedgerEvent.HUNG_UP || e.event() == PbxFact.LedgerEvent.CUT_OFF)
                        .forEach(e -> detail.put(e.channelId(), e.event() + " " + e.cause() + " " + e.at()));
        }
        return detail;
    }

    private static void ofChannel(Map<String, String> detail, PbxFact.ChannelFact fact) {
        switch (fact) {
            case PbxFact.DialEnded d -> put(detail, "dialStatus", d.dialStatus());
            case PbxFact.ChannelHungUp h -> {
                put(detail, "cause", h.cause());
                put(detail, "causeText", h.causeText());
                put(detail, "techCause", h.techCause());
                put(detail, "reconciled", h.reconciled());
            }
            case PbxFact.HandOffFailed h -> put(detail, "reason", h.reason());
            case PbxFact.BridgeEntered b -> put(detail, "bridgeId", b.bridgeId());
            case PbxFact.BridgeLeft b -> put(detail, "bridgeId", b.bridgeId());
            case PbxFact.ControlStarted c -> put(detail, "application", c.application());
            case PbxFact.ChannelCreated _,
                    PbxFact.ChannelDialing _,
                    PbxFact.ChannelRinging _,
                    PbxFact.ChannelAnswered _,
                    PbxFact.ConferenceJoined _,
                    PbxFact.ConferenceLeft _,
                    PbxFact.ControlEnded _ -> {}
        }
    }

    private static void quality(Map<String, String> detail, VoiceQuality quality) {
        put(detail, "jitterMs", quality.jitterMs());
        put(detail, "lossPercent", quality.lossPercent());
        put(detail, "rttMs", quality.rttMs());
        put(detail, "mos", quality.mos());
    }

    /** Digits may be card data: how many there were is history, which they were is not. */
    private static void ofControl(Map<String, String> detail, PbxFact.ControlFact fact) {
        switch (fact) {
            case PbxFact.Muted m -> put(detail, "direction", m.direction());
            case PbxFact.Unmuted m -> put(detail, "direction", m.direction());
            case PbxFact.DtmfSent d -> put(detail, "digits", d.digits().length());
            case PbxFact.Supervised s -> put(detail, "mode", s.mode());
            case PbxFact.SupervisionEnded s -> put(detail, "reason", s.reason());
            case PbxFact.MediaEnded m -> put(detail, "reason", m.reason());
            case PbxFact.TransferFailed t -> put(detail, "reason", t.reason());
            case PbxFact.MenuEnded m -> {
                put(detail, "menuId", m.menuId());
                put(detail, "tries", m.tries());
            }
            case PbxFact.Announced a -> put(detail, "digits", a.digit() == null ? 0 : 1);
            case PbxFact.MediaAttached _,
                    PbxFact.Held _,
                    PbxFact.Resumed _,
                    PbxFact.DtmfPressed _,
                    PbxFact.TransferAsked _,
                    PbxFact.TransferBegun _,
                    PbxFact.TransferAnswered _,
                    PbxFact.Transferred _,
                    PbxFact.PartyJoined _,
                    PbxFact.Parked _ -> {}
        }
    }

    private static void screened(
            Map<String, String> detail, Enum<?> verdict, @Nullable String reason, @Nullable Duration took) {
        put(detail, "verdict", verdict);
        put(detail, "reason", reason);
        put(detail, "tookMs", took == null ? null : took.toMillis());
    }

    private static void transfer(Map<String, String> detail, TransferKind kind, CallTarget to) {
        put(detail, "kind", kind);
        party(detail, to);
    }

    private static void party(Map<String, String> detail, CallTarget party) {
        put(detail, "leg", party.legId());
        put(detail, "agentId", party.agentId());
        put(detail, "number", party.number());
    }

    private static void command(
            Map<String, String> detail, PbxFact.CommandFact fact, String command, @Nullable String reason) {
        detail.put("commandId", fact.commandId());
        put(detail, "command", command);
        put(detail, "reason", reason);
    }

    private static void put(Map<String, String> detail, String name, @Nullable Object value) {
        if (value != null) {
            detail.put(name, value.toString());
        }
    }

    private Timeline() {}
}
