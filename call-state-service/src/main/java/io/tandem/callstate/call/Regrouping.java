package io.tandem.callstate.call;

import io.tandem.contracts.AriCommand;
import io.tandem.contracts.RouteTarget;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The part of {@link CallMachine} that lets people into a call that talks, and out of it: what is commanded. One change at a time is
 * under way, with a time limit for each of its waits; {@link Regrouped} says what the PBX made of it. See docs/transfers.md. Pure.
 */
final class Regrouping {

    /** What an ask that was not refused commands. */
    static AriCommand command(Step step, Ask.Regroup ask, String id) {
        return switch (ask) {
            case Ask.Transfer(var to, var consult) ->
                call(step, to, consult ? Handover.Kind.ATTENDED : Handover.Kind.BLIND, id);
            case Ask.Unpark(var to) -> call(step, to, Handover.Kind.UNPARK, id);
            case Ask.AddParty(var to) -> add(step, to, id);
            case Ask.CompleteTransfer _ -> {
                var handover = underWay(step);
                step.call = step.call.with(step.call.parties().with(handover.blind()));
                if (handover.answered()) {
                    await(step, Handover.Doing.COMPLETE);
                }
                yield complete(step, id);
            }
            case Ask.CancelTransfer _ -> {
                await(step, Handover.Doing.CANCEL);
                yield cancel(step, id);
            }
            case Ask.JoinTransfer _ -> {
                await(step, Handover.Doing.JOIN);
                yield new AriCommand.JoinTransfer(
                        id,
                        step.call.callId(),
                        step.call.pbxId(),
                        step.expiry(),
                        underWay(step).channelId(),
                        step.order());
            }
            case Ask.DropParty(var legId) -> {
                var channelId = step.call.callId() + "." + legId;
                if (step.call
                        .parties()
                        .underWay()
                        .filter(h -> h.isOf(channelId))
                        .isPresent()) {
                    await(step, Handover.Doing.CANCEL);
                }
                yield drop(step, channelId, id);
            }
            case Ask.Park(var limit) -> park(step, limit, null, id);
            case Ask.SendOn(var to) -> park(step, step.limits.giveUp(), to, id);
        };
    }

    /** Calls somebody who is to get the call. */
    static AriCommand call(Step step, Target to, Handover.Kind kind, String id) {
        @Nullable
        String from = Group.isParked(step.call) || kind == Handover.Kind.RECALL || kind == Handover.Kind.OFFER
                ? null
                : Group.owner(step.call).channelId();
        var channelId = newcomer(step, to, kind, from, id);
        return new AriCommand.Transfer(
                id,
                step.call.callId(),
                step.call.pbxId(),
                step.expiry(),
                channelId,
                to.endpoint(),
                to.callerId(),
                to.ring(),
                from,
                kind == Handover.Kind.ATTENDED,
                step.order(),
                RecordingSteps.stoppedFor(step.call, to).orElse(null));
    }

    private static AriCommand add(Step step, Target to, String id) {
        var channelId =
                newcomer(step, to, Handover.Kind.ADD, Group.owner(step.call).channelId(), id);
        return new AriCommand.AddParty(
                id,
                step.call.callId(),
                step.call.pbxId(),
                step.expiry(),
                channelId,
                to.endpoint(),
                to.callerId(),
                to.ring(),
                step.order());
    }

    private static String newcomer(Step step, Target to, Handover.Kind kind, @Nullable String from, String id) {
        var channelId = step.call.callId() + "." + to.legId(step.order());
        step.call = step.call.with(step.call
                .parties()
                .with(Party.called(Leg.of(channelId).dialledBy(id), to))
                .with(Handover.of(kind, channelId, from)));
        step.arm(Deadline.Name.TRANSFER, to.ring().plus(step.limits.grace()));
        if (to.agentId() != null) {
            step.follow(new Effect.AgentRinging(to.agentId()));
        }
        return channelId;
    }

    private static AriCommand park(Step step, Duration limit, @Nullable RouteTarget to, String id) {
        var owner = Group.owner(step.call);
        var by = Group.who(step.call, owner.channelId()).orElseThrow();
        var customer = step.call.customer().channelId();
        step.call = step.call.with(step.call
                .parties()
                .parked(new Parties.Parked(by, limit, 0, to))
                .with(Handover.of(Handover.Kind.PARK, customer, owner.channelId())));
        step.arm(Deadline.Name.REGROUP, step.limits.giveUp());
        return new AriCommand.Park(
                id, step.call.callId(), step.call.pbxId(), step.expiry(), customer, owner.channelId(), step.order());
    }

    /** The agent who had the call last, or who parked it, is called back. */
    static void recall(Step step, Target to) {
        if (to.agentId() != null) {
            step.follow(new Effect.ReserveAgent(to.agentId()));
        }
        var id = step.command("recall");
        step.send(call(step, to, Handover.Kind.RECALL, id));
        step.call = step.call.with(
                step.call.control().awaiting(Ask.Topic.PARTIES, new Control.Pending(id, "recall", step.expiry())));
    }

    /** By ourselves: the PBX did not, and was given the time to. */
    static void complete(Step step) {
        await(step, Handover.Doing.COMPLETE);
        step.send(complete(step, step.command("complete-transfer")));
    }

    static void cancel(Step step) {
        await(step, Handover.Doing.CANCEL);
        var id = step.command("cancel-transfer");
        step.send(
                underWay(step).kind() == Handover.Kind.ADD
                        ? drop(step, underWay(step).channelId(), id)
                        : cancel(step, id));
    }

    static void await(Step step, Handover.Doing doing) {
        step.call = step.call.with(step.call.parties().with(underWay(step).doing(doing)));
        step.arm(Deadline.Name.REGROUP, step.limits.giveUp());
    }

    private static AriCommand complete(Step step, String id) {
        var handover = underWay(step);
        return new AriCommand.CompleteTransfer(
                id,
                step.call.callId(),
                step.call.pbxId(),
                step.expiry(),
                handover.channelId(),
                handover.from(),
                step.order());
    }

    private static AriCommand cancel(Step step, String id) {
        return new AriCommand.CancelTransfer(
                id,
                step.call.callId(),
                step.call.pbxId(),
                step.expiry(),
                underWay(step).channelId(),
                step.order());
    }

    private static AriCommand drop(Step step, String channelId, String id) {
        return new AriCommand.DropParty(
                id, step.call.callId(), step.call.pbxId(), step.expiry(), channelId, step.order());
    }

    static Handover underWay(Step step) {
        return step.call.parties().underWay().orElseThrow();
    }

    private Regrouping() {}
}
