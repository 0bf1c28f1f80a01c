package io.tandem.callstate.call;

import io.tandem.contracts.AmdStatus;
import io.tandem.contracts.CallDirection;
import io.tandem.contracts.CallMode;
import io.tandem.contracts.CallParty;
import io.tandem.contracts.CallState;
import io.tandem.contracts.CallTarget;
import io.tandem.contracts.MuteDirection;
import io.tandem.contracts.SuperviseMode;
import io.tandem.contracts.VoiceQuality;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call as CONTRACT shows it. What nobody asked for (amd) or has measured (quality) is null. */
public record CallView(
        String callId,
        String tenant,
        CallDirection direction,
        CallMode mode,
        CallState state,
        @Nullable String agentId,
        @Nullable String campaignId,
        @Nullable String contactId,
        @Nullable String to,
        @Nullable String from,
        @Nullable String trunkId,
        @Nullable String pbxId,
        boolean muted,
        boolean held,
        boolean recording,
        Instant requestedAt,
        @Nullable Instant answeredAt,
        @Nullable Instant connectedAt,
        @Nullable Instant endedAt,
        @Nullable String outcome,
        @Nullable String hangupCause,
        @Nullable Long durationSeconds,
        @Nullable Long billableSeconds,
        @Nullable VoiceQuality quality,
        @Nullable AmdView amd,
        Map<String, String> metadata,
        List<LegView> legs,
        @Nullable SupervisionView supervision,
        List<Attachment> media) {

    /** {@code messageLeft}: whether a machine's message was played to its end; none where there was none. */
    public record AmdView(
            AmdStatus status,
            @Nullable String cause,
            @Nullable Boolean messageLeft) {

        static @Nullable AmdView of(@Nullable Screened screened) {
            return screened == null ? null : new AmdView(screened.status(), screened.cause(), screened.messageLeft());
        }
    }

    /** {@code leg}: its id within the call; {@code muted}: in which direction the leg is, seen from the leg; none where it is not. */
    public record LegView(
            String leg,
            String channelId,
            boolean answered,
            boolean gone,
            List<Integer> causes,
            @Nullable MuteDirection muted,
            @Nullable String agentId,
            @Nullable String number,
            @Nullable VoiceQuality quality) {
        public LegView {
            causes = List.copyOf(causes);
        }
    }

    /** {@code mode}: none while the supervisor's phone rings. */
    public record SupervisionView(
            String supervisorId, @Nullable SuperviseMode mode) {}

    public CallView {
        metadata = Map.copyOf(metadata);
        legs = List.copyOf(legs);
        media = List.copyOf(media);
    }

    public static CallView of(Call call) {
        var plan = call.plan();
        var times = call.times();
        var control = call.ended() ? Control.NONE : call.control();
        var ended = call.phase() instanceof Phase.Ended e ? e : null;
        return new CallView(
                call.callId(),
                call.tenant(),
                Events.direction(call),
                call.mode(),
                call.state(),
                call.agentId(),
                plan.campaignId(),
                plan.contactId(),
                plan.to(),
                plan.callerId(),
                plan.trunkId(),
                call.pbxId(),
                control.muted(),
                call.state() == CallState.HELD,
                control.recording().mode() == Recording.Mode.ON,
                plan.requestedAt(),
                times.answeredAt(),
                times.connectedAt(),
                times.endedAt(),
                ended == null ? null : ended.outcome().name(),
                ended == null ? null : ended.hangupCause(),
                seconds(plan.requestedAt(), times.endedAt()),
                ended == null ? null : seconds(times.connectedAt(), times.endedAt()),
                Quality.of(call).orElse(null),
                AmdView.of(call.customer().screened()),
                plan.metadata(),
                legs(call, control),
                control.supervised()
                        .map(s -> new SupervisionView(s.supervisorId(), s.mode()))
                        .orElse(null),
                control.media());
    }

    /** The first agent's, where there was one, and the customer's, then those who were called since. */
    private static List<LegView> legs(Call call, Control control) {
        return call.legs().stream()
                .map(leg -> leg(call, leg, muted(call, control, leg)))
                .toList();
    }

    private static Optional<MuteDirection> muted(Call call, Control control, Leg leg) {
        if (leg.is(call.customer())) {
            return control.muted(CallParty.CUSTOMER);
        }
        return leg.channelId().equals(Group.owner(call).channelId())
                ? control.muted(CallParty.AGENT)
                : call.parties().of(leg.channelId()).flatMap(Party::muted);
    }

    private static LegView leg(Call call, Leg leg, Optional<MuteDirection> muted) {
        var who = leg.is(call.customer())
                ? new CallTarget(
                        Group.legId(call, leg.channelId()), null, call.plan().customerNumber())
                : Group.target(call, leg.channelId());
        return new LegView(
                who.legId(),
                leg.channelId(),
                leg.up(),
                leg.gone(),
                List.copyOf(leg.causes().keySet()),
                muted.orElse(null),
                who.agentId(),
                who.number(),
                leg.quality());
    }

    private static @Nullable Long seconds(@Nullable Instant from, @Nullable Instant to) {
        return to == null
                ? null
                : from == null ? 0L : Duration.between(from, to).toSeconds();
    }
}
