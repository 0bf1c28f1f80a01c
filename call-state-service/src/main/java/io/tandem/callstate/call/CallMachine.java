package io.tandem.callstate.call;

import io.tandem.contracts.CallMode;
import io.tandem.contracts.CallOutcome;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import java.util.Objects;

/**
 * Decides how a call goes on. An input is first merged into the evidence (which commutes), then {@link #proceed} walks the phases as
 * far as the evidence carries them; so the end is the same whichever interface spoke first. Pure.
 */
public final class CallMachine {

    private final Limits limits;

    public CallMachine(Limits limits) {
        this.limits = limits;
    }

    public Transition on(Call call, Input input) {
        var step = new Step(call, input, limits);
        return switch (input) {
            case Input.Begin b -> begin(step, b.fence());
            case Input.Decline d -> decline(step, d.why());
            case Input.ControlAsked a -> Controlling.ask(step, a.ask());
            case Input.HangUpRequested h -> hangUp(step, h.by());
            case Input.Seen s ->
                switch (s.fact()) {
                    case PbxFact.ChannelFact f -> seen(step, f);
                    case PbxFact.ControlFact f -> Controlling.seen(step, f);
                    case PbxFact.CommandFact f ->
                        call.control()
                                .topicOf(f.commandId())
                                .map(topic -> Controlling.answered(step, topic, f))
                                .orElseGet(() -> answered(step, f));
                    case PbxFact.DeadlinePassed f -> late(step, f);
                    case PbxFact.ChannelMissing f -> missing(step, f);
                    case PbxFact.LegQuality f -> measured(step, f);
                    case PbxFact.CallDetail _ -> step.ignored("kept beside the call");
                    case PbxFact.LedgerRead f -> recorded(step, f);
                };
        };
    }

    private static Transition begin(Step step, long fence) {
        if (step.call.version() > 0) {
            return step.ignored("already begun");
        }
        step.requireReservation(fence);
        var links = step.links;
        step.tell(Milestone.REQUESTED);
        if (links.none()) {
            step.end(CallOutcome.FAILED, "neither AMI nor ARI of the PBX is alive");
        } else if (links.ami()) {
            if (!links.ari()) {
                step.degrade(CallMode.AMI_ONLY, "ARI is away");
            }
            step.dialAgentByAmi();
        } else {
            step.degrade(CallMode.ARI_ONLY, "AMI is away");
            step.dialAgentByAri();
        }
        return step.moved();
    }

    private static Transition decline(Step step, String why) {
        if (step.call.version() > 0) {
            return step.ignored("already begun");
        }
        step.end(CallOutcome.CANCELLED, why);
        return step.moved();
    }

    private static Transition hangUp(Step step, String by) {
        if (step.call.ended() || step.call.ending()) {
            return step.ignored("already ending");
        }
        step.finish(CallOutcome.CANCELLED, by);
        step.hangUpAll();
        return proceed(step);
    }

    private static Transition seen(Step step, PbxFact.ChannelFact fact) {
        var call = step.call;
        boolean agents = fact.channelId().equals(call.agent().channelId());
        if (!agents && !fact.channelId().equals(call.customer().channelId())) {
            return step.ignored("not a channel of this call: " + fact.channelId());
        }
        var before = agents ? call.agent() : call.customer();
        var after = before.with(fact);
        if (call.ended()) {
            return afterTheEnd(step, before, after, fact);
        }
        if (after.equals(before)) {
            return step.ignored("seen already");
        }
        step.call = merged(call, fact);
        if (call.ending() && cameToLife(before, after)) {
            step.hangUpAll(); // it came to life after it was told to die
        }
        return proceed(step);
    }

    /** A channel that the PBX no longer has is gone, unless it came after the PBX was asked. */
    private static Transition missing(Step step, PbxFact.ChannelMissing fact) {
        var call = step.call;
        var leg = fact.channelId().equals(call.agent().channelId()) ? call.agent() : call.customer();
        var first = leg.firstSeenAt();
        if (!leg.channelId().equals(fact.channelId())
                || !leg.live()
                || first == null
                || !first.isBefore(fact.begunAt())) {
            return step.ignored("not missed: " + fact.channelId());
        }
        return seen(
                step,
                new PbxFact.ChannelHungUp(
                        fact.callId(),
                        fact.pbxId(),
                        fact.source(),
                        fact.at(),
                        fact.channelId(),
                        0,
                        "not in the PBX's snapshot",
                        null,
                        true));
    }

    private static Transition measured(Step step, PbxFact.LegQuality fact) {
        var call = step.call;
        var quality = fact.quality();
        if (call.ended()) {
            return step.ignored("the call has ended");
        }
        if (fact.channelId().equals(call.agent().channelId())) {
            step.call = call.withAgent(call.agent().measured(quality));
        } else if (fact.channelId().equals(call.customer().channelId())) {
            step.call = call.withCustomer(call.customer().measured(quality));
        }
        return step.call.equals(call) ? step.ignored("measured already, or not a leg") : step.moved();
    }

    private static Call merged(Call call, PbxFact.ChannelFact fact) {
        boolean agents = fact.channelId().equals(call.agent().channelId());
        var before = agents ? call.agent() : call.customer();
        var after = before.with(fact);
        var sign = Sign.of(fact);
        var merged = agents ? call.withAgent(after) : call.withCustomer(after);
        if (fact.source() == FactSource.TANDEM
                || before.shown()
                        .getOrDefault(fact.source(), java.util.Set.of())
                        .contains(sign)) {
            return merged;
        }
        var course = call.courses().getOrDefault(fact.source(), Course.NOTHING);
        return merged.with(
                fact.source(),
                agents
                        ? course.agentShowed(fact.source(), sign, call.customer())
                        : course.customerShowed(fact.source(), sign, call.agent()));
    }

    /** All of it is merged before anything is decided: a leg that the log knows to be gone is not commanded any more. */
    private static Transition recorded(Step step, PbxFact.LedgerRead read) {
        var call = step.call;
        if (call.ended()) {
            return step.ignored("the call has ended");
        }
        for (var fact : Recorded.facts(call, read)) {
            step.call = merged(step.call, fact);
        }
        if (step.call.equals(call)) {
            return step.ignored("seen already");
        }
        if (call.ending()
                && (cameToLife(call.agent(), step.call.agent()) || cameToLife(call.customer(), step.call.customer()))) {
            step.hangUpAll();
        }
        return proceed(step);
    }

    private static boolean cameToLife(Leg before, Leg after) {
        return !before.seen() && after.live();
    }

    /** A leg that was given up without seeing it go, and that turns out to live, is hung up; all else is history. */
    private static Transition afterTheEnd(Step step, Leg before, Leg after, PbxFact.ChannelFact fact) {
        boolean known =
                before.shown().getOrDefault(fact.source(), java.util.Set.of()).contains(Sign.of(fact));
        if (known || before.gone() || after.gone()) {
            return step.ignored("the call has ended");
        }
        step.call = fact.channelId().equals(step.call.agent().channelId())
                ? step.call.withAgent(after)
                : step.call.withCustomer(after);
        step.hangUpEverywhere();
        return step.moved();
    }

    private static Transition answered(Step step, PbxFact.CommandFact fact) {
        var fate =
                switch (fact) {
                    case PbxFact.CommandDone _ -> Leg.Fate.OPEN;
                    case PbxFact.CommandRefused _ -> Leg.Fate.REFUSED;
                    case PbxFact.CommandFateUnknown _ -> Leg.Fate.UNKNOWN;
                };
        var call = step.call;
        if (fate == Leg.Fate.OPEN || call.ended()) {
            return step.ignored("nothing follows from it");
        }
        if (call.phase() instanceof Phase.HandingOff && fact.commandId().endsWith(Step.HAND_OFF)) {
            step.customerByAmi("the hand-off failed");
            return proceed(step);
        }
        if (Objects.equals(fact.commandId(), call.agent().commandId())) {
            step.call = call.withAgent(call.agent().fated(fate));
        } else if (Objects.equals(fact.commandId(), call.customer().commandId())) {
            step.call = call.withCustomer(call.customer().fated(fate));
        }
        if (step.call.equals(call)) {
            return step.ignored("nothing follows from it");
        }
        // The refusal may have overtaken the channel's first sign: AMI tells them on two connections.
        if (fate == Leg.Fate.REFUSED && call.deadline() != null) {
            switch (call.deadline().name()) {
                case AGENT_SIGN -> step.arm(Deadline.Name.AGENT_SIGN, step.limits.settle());
                case CUSTOMER_SIGN -> step.arm(Deadline.Name.CUSTOMER_SIGN, step.limits.settle());
                case AGENT_RING, AGENT_JOIN, HAND_OFF, CUSTOMER_RING, CUSTOMER_JOIN -> {}
                case ENDING, GIVE_UP, SETTLE, ARCHIVE -> {}
            }
        }
        return proceed(step);
    }

    private static Transition late(Step step, PbxFact.DeadlinePassed fact) {
        var deadline = step.call.deadline();
        if (deadline == null
                || deadline.armed() != fact.armed()
                || !deadline.name().name().equals(fact.deadline())) {
            return step.ignored("stale deadline");
        }
        step.call = step.call.until(null);
        switch (deadline.name()) {
            case AGENT_SIGN -> noSignOfTheAgent(step);
            case AGENT_RING ->
                step.giveUp(step.call.agent().seen() ? CallOutcome.AGENT_NO_ANSWER : CallOutcome.UNKNOWN);
            case AGENT_JOIN -> step.giveUp(CallOutcome.FAILED);
            case HAND_OFF -> noHandOff(step);
            case CUSTOMER_SIGN -> noSignOfTheCustomer(step);
            case CUSTOMER_RING ->
                step.giveUp(step.call.customer().seen() ? CallOutcome.NO_ANSWER : CallOutcome.UNKNOWN);
            case CUSTOMER_JOIN -> customerAlone(step);
            case ENDING -> {
                step.hangUpEverywhere();
                step.arm(Deadline.Name.GIVE_UP, step.limits.giveUp());
            }
            case GIVE_UP, SETTLE -> step.conclude();
            case ARCHIVE -> {}
        }
        return proceed(step);
    }

    private static void noSignOfTheAgent(Step step) {
        var agent = step.call.agent();
        switch (agent.fate()) {
            case UNKNOWN ->
                step.arm(Deadline.Name.AGENT_RING, step.call.plan().agentRing().plus(step.limits.grace()));
            case OPEN, REFUSED -> {
                if (step.call.mode() == CallMode.HYBRID && step.links.ari()) {
                    step.degrade(CallMode.ARI_ONLY, "AMI did not dial the agent");
                    step.dialAgentByAri();
                } else {
                    step.giveUp(agent.fate() == Leg.Fate.REFUSED ? CallOutcome.FAILED : CallOutcome.UNKNOWN);
                }
            }
        }
    }

    private static void noHandOff(Step step) {
        if (step.links.ami()) {
            step.returnToRoom(step.call.agent(), "agent");
            step.customerByAmi("ARI did not take the agent");
        } else {
            step.giveUp(CallOutcome.FAILED);
        }
    }

    private static void noSignOfTheCustomer(Step step) {
        var fate = step.call.customer().fate();
        if (fate == Leg.Fate.UNKNOWN) {
            step.arm(
                    Deadline.Name.CUSTOMER_RING, step.call.plan().customerRing().plus(step.limits.grace()));
        } else if (step.call.mode() == CallMode.HYBRID && step.links.ami()) {
            step.returnToRoom(step.call.agent(), "agent");
            step.customerByAmi("ARI did not dial the customer");
        } else {
            step.giveUp(fate == Leg.Fate.REFUSED ? CallOutcome.FAILED : CallOutcome.UNKNOWN);
        }
    }

    private static void customerAlone(Step step) {
        if (step.call.mode() == CallMode.HYBRID && step.links.ami()) {
            step.degrade(CallMode.AMI_ONLY, "ARI did not bridge the customer");
            step.returnToRoom(step.call.agent(), "agent");
            step.returnToRoom(step.call.customer(), "customer");
            step.arm(Deadline.Name.CUSTOMER_RING, step.limits.join());
        } else {
            step.giveUp(CallOutcome.FAILED);
        }
    }

    private static Transition proceed(Step step) {
        if (!step.call.ended()) {
            Phase before;
            do {
                before = step.call.phase();
                step.tellWhatIsSeen();
                advance(step);
            } while (!step.call.phase().equals(before));
        }
        return step.moved();
    }

    private static void advance(Step step) {
        var call = step.call;
        boolean someoneLeft = call.agent().gone() || call.customer().gone();
        switch (call.phase()) {
            case Phase.CallingAgent _ when someoneLeft -> step.finish(null, null);
            case Phase.HandingOff _ when someoneLeft -> step.finish(null, null);
            case Phase.CallingCustomer _ when someoneLeft -> step.finish(null, null);
            case Phase.Connected _ when someoneLeft -> step.finish(null, null);
            case Phase.CallingAgent _ -> whileCallingTheAgent(step);
            case Phase.HandingOff _ -> whileHandingOff(step);
            case Phase.CallingCustomer _ -> whileCallingTheCustomer(step);
            case Phase.Connected _, Phase.Ended _ -> {}
            case Phase.Ending _ -> step.concludeIfOver();
        }
    }

    private static void whileCallingTheAgent(Step step) {
        var call = step.call;
        var agent = call.agent();
        if (call.customer().seen() || agent.showed(Sign.IN_BRIDGE)) {
            step.customerByAri();
        } else if (agent.showed(Sign.IN_ROOM)) {
            switch (call.mode()) {
                case HYBRID -> {
                    if (step.links.ari()) {
                        step.handOff();
                    } else {
                        step.customerByAmi("ARI is away");
                    }
                }
                case AMI_ONLY -> step.customerByAmi("");
                case ARI_ONLY -> step.customerByAmi("AMI has the agent after all");
            }
        } else if (agent.up()) {
            step.waitFor(Deadline.Name.AGENT_JOIN, step.limits.join());
        } else if (agent.seen()) {
            step.waitFor(Deadline.Name.AGENT_RING, call.plan().agentRing().plus(step.limits.grace()));
        }
    }

    private static void whileHandingOff(Step step) {
        var agent = step.call.agent();
        if (step.call.customer().seen() || agent.showed(Sign.IN_BRIDGE)) {
            step.customerByAri();
        } else if (agent.showed(Sign.HAND_OFF_FAILED)) {
            step.customerByAmi("the hand-off failed");
        }
    }

    private static void whileCallingTheCustomer(Step step) {
        var call = step.call;
        if (call.together()) {
            step.connect();
        } else if (call.customer().up()) {
            if (call.deadline() == null || call.deadline().name() != Deadline.Name.CUSTOMER_RING || !step.joining()) {
                step.waitFor(Deadline.Name.CUSTOMER_JOIN, step.limits.join());
            }
        } else if (call.customer().seen()) {
            step.waitFor(Deadline.Name.CUSTOMER_RING, call.plan().customerRing().plus(step.limits.grace()));
        }
    }
}
