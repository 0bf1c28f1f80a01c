package io.tandem.callstate.call;

import io.tandem.contracts.AriCommand;
import io.tandem.contracts.CallEvent;
import io.tandem.contracts.CallParty;
import io.tandem.contracts.MuteDirection;
import io.tandem.contracts.PbxFact;
import io.tandem.contracts.SuperviseMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part of {@link CallMachine} that controls a call that talks: an {@link Ask} is refused with a reason or becomes a command; the
 * call is only said to be held, muted or supervised once the PBX did it. Pure.
 */
final class Controlling {

    static Transition ask(Step step, Ask ask) {
        return grant(step, ask).map(step::ignored).orElseGet(step::moved);
    }

    /** Commands it, or says why not. */
    static Optional<String> grant(Step step, Ask ask) {
        var refusal = Refusals.of(step, ask);
        if (refusal.isEmpty()) {
            var id = step.command(ask.operation());
            step.call = step.call.with(
                    step.call.control().awaiting(ask.topic(), new Control.Pending(id, ask.operation(), step.expiry())));
            step.send(command(step, ask, id));
        }
        return refusal;
    }

    private static AriCommand command(Step step, Ask ask, String id) {
        var call = step.call;
        var callId = call.callId();
        var pbxId = call.pbxId();
        var expiry = step.expiry();
        var order = step.order();
        return switch (ask) {
            case Ask.Hold _ ->
                new AriCommand.Hold(id, callId, pbxId, expiry, call.customer().channelId(), order);
            case Ask.Unhold _ ->
                new AriCommand.Resume(id, callId, pbxId, expiry, call.customer().channelId(), order);
            case Ask.Mute(var leg, var direction) ->
                new AriCommand.Mute(id, callId, pbxId, expiry, channel(call, leg), direction, order);
            case Ask.Unmute(var leg, var direction) ->
                new AriCommand.Unmute(id, callId, pbxId, expiry, channel(call, leg), direction, order);
            case Ask.Dtmf(var leg, var digits) ->
                new AriCommand.SendDtmf(id, callId, pbxId, expiry, channel(call, leg), digits, order);
            case Ask.Supervise s -> {
                var supervision = call.control()
                        .supervised()
                        .map(now -> now.wanting(s.mode()))
                        .orElseGet(() -> Control.Supervision.asked(callId + ".supervisor." + order, s));
                step.call = call.with(call.control().with(supervision));
                yield new AriCommand.Supervise(
                        id,
                        callId,
                        pbxId,
                        expiry,
                        supervision.channelId(),
                        s.endpoint(),
                        s.mode(),
                        call.plan().agentRing(),
                        order);
            }
            case Ask.EndSupervision _ ->
                new AriCommand.EndSupervision(
                        id,
                        callId,
                        pbxId,
                        expiry,
                        call.control().supervised().orElseThrow().channelId(),
                        order);
            case Ask.WatchQuality(var length) ->
                new AriCommand.WatchQuality(
                        id, callId, pbxId, expiry, step.now().plus(length), order);
            case Ask.Record r -> RecordingSteps.command(step, r, id);
            case Ask.Media m -> MediaSteps.command(step, m, id, order);
            case Ask.MuteParty(var legId, var way, var on) ->
                on
                        ? new AriCommand.Mute(id, callId, pbxId, expiry, callId + "." + legId, way, order)
                        : new AriCommand.Unmute(id, callId, pbxId, expiry, callId + "." + legId, way, order);
            case Ask.Regroup r -> Regrouping.command(step, r, id);
        };
    }

    static Transition seen(Step step, PbxFact.ControlFact fact) {
        if (step.call.ended()) {
            return step.ignored("the call has ended");
        }
        var before = step.call;
        switch (fact) {
            case PbxFact.Held f -> held(step, f.order(), true);
            case PbxFact.Resumed f -> held(step, f.order(), false);
            case PbxFact.Muted f -> muted(step, f, f.direction(), f.order(), true);
            case PbxFact.Unmuted f -> muted(step, f, f.direction(), f.order(), false);
            case PbxFact.DtmfSent f -> sent(step, f);
            case PbxFact.DtmfPressed f -> {
                pressed(step, f);
                Serving.pressed(step, f);
            }
            case PbxFact.Supervised f -> supervised(step, f);
            case PbxFact.SupervisionEnded f -> supervisionEnded(step, f);
            case PbxFact.MediaAttached f -> MediaSteps.attached(step, f);
            case PbxFact.MediaEnded f -> MediaSteps.ended(step, f);
            case PbxFact.TransferAsked _ -> {} // asked of us, and answered by what somebody grants
            case PbxFact.RegroupFact f -> Regrouped.seen(step, f);
            case PbxFact.ServiceFact f -> Serving.seen(step, f);
        }
        return step.call.equals(before) ? step.ignored("seen already") : step.moved();
    }

    /** An answer to one of these commands: the facts say what was done, this only that it was not, or that nobody knows. */
    static Transition answered(Step step, Ask.Topic topic, PbxFact.CommandFact fact) {
        if (step.call.ended()) {
            return step.ignored("the call has ended");
        }
        var asked = step.call.control().pending().get(topic);
        step.call = step.call.with(step.call.control().answered(topic));
        if (topic == Ask.Topic.PARTIES) {
            GroupWatch.answered(step, asked, fact);
            return step.moved();
        }
        switch (fact) {
            case PbxFact.CommandDone _ ->
                step.call = step.call.with(step.call.control().sure(topic));
            case PbxFact.CommandRefused f -> {
                RecordingSteps.refused(step, asked.operation(), f.reason());
                MediaSteps.refused(step, asked.operation());
                failed(step, topic, asked.operation(), f.reason());
            }
            case PbxFact.CommandFateUnknown f -> {
                step.call = step.call.with(step.call.control().doubting(topic));
                failed(step, topic, asked.operation(), "not known whether it was done: " + f.reason());
            }
        }
        return step.moved();
    }

    /** A supervisor who was not reached is told as that already, by the fact that said so. */
    private static void failed(Step step, Ask.Topic topic, String operation, String reason) {
        var control = step.call.control();
        var supervision = control.supervision();
        if (topic == Ask.Topic.SUPERVISION && supervision != null) {
            if (supervision.over()) {
                return;
            }
            var mode = supervision.mode();
            step.call = step.call.with(
                    control.with(mode == null && !control.isDoubtful(topic) ? supervision.ended() : stay(supervision)));
        }
        fail(step, operation, reason);
    }

    private static Control.Supervision stay(Control.Supervision supervision) {
        var mode = supervision.mode();
        return mode == null ? supervision : supervision.wanting(mode);
    }

    static void fail(Step step, String operation, String reason) {
        var call = step.call;
        step.publish(version -> new CallEvent.ControlFailed(
                call.callId(), call.tenant(), version, step.now(), Events.summary(call), operation, reason));
    }

    private static void held(Step step, long order, boolean on) {
        var before = step.call.control();
        step.call = step.call.with(before.set(Control.Switch.HELD, on, order).sure(Ask.Topic.HOLD));
        var call = step.call;
        if (call.control().held() != before.held()) {
            var summary = Events.summary(call);
            step.publish(version -> on
                    ? new CallEvent.Held(call.callId(), call.tenant(), version, step.now(), summary)
                    : new CallEvent.Resumed(call.callId(), call.tenant(), version, step.now(), summary));
        }
    }

    private static void muted(Step step, PbxFact.ControlFact fact, MuteDirection direction, long order, boolean on) {
        var party = party(step.call, fact.channelId());
        if (party.isEmpty()) {
            Regrouped.muted(step, fact, direction, order, on);
            return;
        }
        var leg = party.get();
        var before = step.call.control();
        var after = before.sure(Ask.Topic.muteOf(leg));
        for (var oneWay : Ask.each(direction)) {
            after = after.set(Control.Switch.of(leg, oneWay), on, order);
        }
        step.call = step.call.with(after);
        if (!after.muted(leg).equals(before.muted(leg))) {
            var call = step.call;
            var summary = Events.summary(call);
            step.publish(version -> on
                    ? new CallEvent.Muted(call.callId(), call.tenant(), version, step.now(), summary, leg, direction)
                    : new CallEvent.Unmuted(
                            call.callId(), call.tenant(), version, step.now(), summary, leg, direction));
        }
    }

    private static void sent(Step step, PbxFact.DtmfSent fact) {
        party(step.call, fact.channelId()).ifPresent(leg -> {
            var keys = step.call.control().keys().getOrDefault(leg, Control.Keys.NONE);
            if (fact.order() > keys.sent()) {
                step.call =
                        step.call.with(step.call.control().with(leg, new Control.Keys(keys.pressedAt(), fact.order())));
                tellDigits(step, leg, fact.digits(), true);
            }
        });
    }

    private static void pressed(Step step, PbxFact.DtmfPressed fact) {
        party(step.call, fact.channelId()).ifPresent(leg -> {
            var keys = step.call.control().keys().getOrDefault(leg, Control.Keys.NONE);
            if (keys.pressedAt() == null || fact.pressedAt().isAfter(keys.pressedAt())) {
                step.call =
                        step.call.with(step.call.control().with(leg, new Control.Keys(fact.pressedAt(), keys.sent())));
                tellDigits(step, leg, fact.digit(), false);
            }
        });
    }

    private static void tellDigits(Step step, CallParty leg, String digits, boolean sent) {
        var call = step.call;
        step.publish(version -> new CallEvent.Dtmf(
                call.callId(), call.tenant(), version, step.now(), Events.summary(call), leg, digits, sent));
    }

    private static void supervised(Step step, PbxFact.Supervised fact) {
        of(step, fact.channelId()).filter(s -> fact.order() > s.order()).ifPresent(s -> {
            step.call = step.call.with(
                    step.call.control().with(s.in(fact.mode(), fact.order())).sure(Ask.Topic.SUPERVISION));
            if (fact.mode() != s.mode()) {
                tellSupervised(step, s.supervisorId(), fact.mode(), null);
            }
        });
    }

    private static void supervisionEnded(Step step, PbxFact.SupervisionEnded fact) {
        of(step, fact.channelId()).ifPresent(s -> {
            step.call = step.call.with(step.call.control().with(s.ended()).sure(Ask.Topic.SUPERVISION));
            if (s.mode() == null) {
                fail(step, "supervise", fact.reason());
            } else {
                tellSupervised(step, s.supervisorId(), null, fact.reason());
            }
        });
    }

    private static void tellSupervised(
            Step step, String supervisorId, @Nullable SuperviseMode mode, @Nullable String reason) {
        var call = step.call;
        step.publish(version -> new CallEvent.Supervised(
                call.callId(), call.tenant(), version, step.now(), Events.summary(call), supervisorId, mode, reason));
    }

    private static Optional<Control.Supervision> of(Step step, String channelId) {
        return step.call.control().supervised().filter(s -> s.channelId().equals(channelId));
    }

    private static Optional<CallParty> party(Call call, String channelId) {
        if (channelId.equals(Group.owner(call).channelId())) {
            return Optional.of(CallParty.AGENT);
        }
        return channelId.equals(call.customer().channelId()) ? Optional.of(CallParty.CUSTOMER) : Optional.empty();
    }

    private static String channel(Call call, CallParty leg) {
        return switch (leg) {
            case AGENT -> Group.owner(call).channelId();
            case CUSTOMER -> call.customer().channelId();
        };
    }

    private Controlling() {}
}
