package io.tandem.callstate.call;

import io.tandem.contracts.CallMode;
import io.tandem.contracts.CallOutcome;
import io.tandem.contracts.PbxFact;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides how a call goes on. An input is first merged into the evidence (which commutes), then {@link #proceed} walks the phases as
 * far as the evidence carries them; so the end is the same whichever interface spoke first. Pure.
 */
public final class CallMachine {

    private final Limits limits;
    private final Directions directions;

    public CallMachine(Limits limits, Directions directions) {
        this.limits = limits;
        this.directions = directions;
    }

    public Transition on(Call call, Input input) {
        var step = new Step(call, input, limits, directions);
        return switch (input) {
            case Input.Begin b -> begin(step, b.fence());
            case Input.Decline d -> decline(step, d.why());
            case Input.ControlAsked a -> Controlling.ask(step, a.ask());
            case Input.HangUpRequested h -> hangUp(step, h.by());
            case Input.Arrived a -> Serving.arrive(step, a);
            case Input.Noticed n -> Serving.notice(step, n.standing());
            case Input.StillWaiting w -> late(step, w.passed(), w.standing());
            case Input.Offer o -> Offering.offer(step, o);
            case Input.OfferRejected r -> Offering.reject(step, r.agentId());
            case Input.Seen s ->
                switch (s.fact()) {
                    case PbxFact.ChannelFact f -> follow(step, Evidence.seen(step, f));
                    case PbxFact.ControlFact f -> controlled(step, Controlling.seen(step, f));
                    case PbxFact.RecordingFact f -> RecordingSteps.seen(step, f);
                    case PbxFact.CommandFact f ->
                        call.control()
                                .topicOf(f.commandId())
                                .map(topic -> controlled(step, Controlling.answered(step, topic, f)))
                                .orElseGet(() -> answered(step, f));
                    case PbxFact.DeadlinePassed f -> late(step, f, null);
                    case PbxFact.CallArrived _ -> step.ignored("known already");
                    case PbxFact.ChannelMissing f -> follow(step, Evidence.missing(step, f));
                    case PbxFact.ScreeningFact f -> follow(step, Evidence.screened(step, f));
                    case PbxFact.QualityMeasured f -> Measured.seen(step, f);
                    case PbxFact.LegQuality f -> follow(step, Evidence.measured(step, f));
                    case PbxFact.CallDetail _ -> step.ignored("kept beside the call");
                    case PbxFact.LedgerRead f -> follow(step, Evidence.recorded(step, f));
                };
        };
    }

    private static Transition begin(Step step, long fence) {
        if (step.call.version() > 0) {
            return step.ignored("already begun");
        }
        step.requireReservation(step.call.plan().agentId(), fence);
        var links = step.links;
        step.tell(Milestone.REQUESTED);
        if (links.none()) {
            step.end(CallOutcome.FAILED, "neither AMI nor ARI of the PBX is alive");
        } else if (step.call.plan().agentWaits()) {
            beginAtDesk(step);
        } else if (links.ami()) {
            if (!links.ari()) {
                step.degrade(CallMode.AMI_ONLY, "ARI is away");
            }
            Dials.agentByAmi(step);
        } else {
            step.degrade(CallMode.ARI_ONLY, "AMI is away");
            Dials.agentByAri(step);
        }
        return step.moved();
    }

    /** A desk is ARI's; AMI reports of the call, and can do nothing for it. */
    private static void beginAtDesk(Step step) {
        step.call = step.call.in(CallMode.ARI_ONLY);
        if (!step.links.ari()) {
            step.end(CallOutcome.FAILED, "the agent waits at a desk, and ARI of the PBX is away");
        } else if (step.call.plan().customerFirst()) {
            Dials.customerFirst(step);
        } else {
            Dials.agentByAri(step);
        }
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
        HangUps.all(step);
        return proceed(step);
    }

    /** What was done to a call that talks may have left nobody in it. */
    private static Transition controlled(Step step, Transition done) {
        return switch (done) {
            case Transition.Moved _ -> proceed(step);
            case Transition.Ignored _ -> done;
        };
    }

    /** Evidence that says nothing new leads nowhere. */
    private static Transition follow(Step step, Evidence.Said said) {
        return switch (said) {
            case Evidence.Said.Nothing(String why) -> step.ignored(why);
            case Evidence.Said.AfterTheEnd _ -> step.moved();
            case Evidence.Said.Something _ -> proceed(step);
        };
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
        if (call.phase() instanceof Phase.Served) {
            Serving.refused(step, fact.commandId());
            return proceed(step);
        }
        if (call.phase() instanceof Phase.HandingOff && Dials.isHandOff(fact.commandId())) {
            Dials.customerByAmi(step, "the hand-off failed");
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
                case SCREENING, VERDICT, MESSAGE -> {}
                case TRANSFER, CONSULT, REGROUP, PARKED, QUEUE_WAIT, SERVICE, ENDING, GIVE_UP, SETTLE, ARCHIVE -> {}
            }
        }
        return proceed(step);
    }

    /** {@code standing}: of a call that waits in a queue, where somebody looked. */
    private static Transition late(Step step, PbxFact.DeadlinePassed fact, @Nullable Standing standing) {
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
            case CUSTOMER_JOIN -> customerAlone(step, "ARI did not bridge the customer");
            case SCREENING -> ScreeningSteps.nobodyCameBack(step);
            case VERDICT -> ScreeningSteps.verdictIsMissing(step);
            case MESSAGE -> step.giveUp(CallOutcome.MACHINE);
            case TRANSFER, CONSULT -> GroupWatch.tooLong(step);
            case REGROUP -> GroupWatch.notDone(step);
            case PARKED -> GroupWatch.parkedTooLong(step);
            case QUEUE_WAIT -> Serving.stillWaiting(step, standing);
            case SERVICE -> Serving.tooLong(step);
            case ENDING -> {
                HangUps.everywhere(step);
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
                if (mayGoTheOtherWay(step)) {
                    agentTheOtherWay(step);
                } else {
                    step.giveUp(agent.fate() == Leg.Fate.REFUSED ? CallOutcome.FAILED : CallOutcome.UNKNOWN);
                }
            }
        }
    }

    /** An interface that died is thought to live for some seconds more: a call of that time is for the other one, once. */
    private static boolean mayGoTheOtherWay(Step step) {
        var call = step.call;
        boolean first = call.phase() instanceof Phase.CallingAgent(boolean again) && !again;
        boolean isOtherThere = call.mode() == CallMode.ARI_ONLY ? step.links.ami() : step.links.ari();
        return first && isOtherThere && !call.plan().agentWaits();
    }

    private static void agentTheOtherWay(Step step) {
        switch (step.call.mode()) {
            case HYBRID, AMI_ONLY -> {
                step.degrade(CallMode.ARI_ONLY, "AMI did not dial the agent");
                Dials.agentByAri(step);
            }
            case ARI_ONLY -> {
                step.degrade(CallMode.AMI_ONLY, "ARI did not dial the agent");
                Dials.agentByAmi(step);
            }
        }
    }

    private static void noHandOff(Step step) {
        if (step.links.ami()) {
            Dials.returnToRoom(step, step.call.agent(), "agent");
            Dials.customerByAmi(step, "ARI did not take the agent");
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
            Dials.returnToRoom(step, step.call.agent(), "agent");
            Dials.customerByAmi(step, "ARI did not dial the customer");
        } else {
            step.giveUp(fate == Leg.Fate.REFUSED ? CallOutcome.FAILED : CallOutcome.UNKNOWN);
        }
    }

    static void customerAlone(Step step, String why) {
        if (step.call.mode() == CallMode.HYBRID && step.links.ami()) {
            step.degrade(CallMode.AMI_ONLY, why);
            Dials.returnToRoom(step, step.call.agent(), "agent");
            Dials.returnToRoom(step, step.call.customer(), "customer");
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
            case Phase.CallingAgent _ -> whileCallingTheAgent(step);
            case Phase.HandingOff _ -> whileHandingOff(step);
            case Phase.CallingCustomer _ -> whileCallingTheCustomer(step);
            case Phase.Screening _ -> ScreeningSteps.whileListening(step);
            case Phase.LeavingMessage _ -> ScreeningSteps.whileLeavingAMessage(step);
            case Phase.Connected _ -> GroupWatch.settle(step);
            case Phase.Served s -> Serving.settle(step, s);
            case Phase.Ended _ -> {}
            case Phase.Ending _ -> step.concludeIfOver();
        }
    }

    private static void whileCallingTheAgent(Step step) {
        var call = step.call;
        var agent = call.agent();
        if (call.customer().seen() || agent.showed(Sign.IN_BRIDGE)) {
            if (call.mode() == CallMode.AMI_ONLY && agent.showed(Sign.IN_BRIDGE)) {
                step.degrade(CallMode.ARI_ONLY, "ARI has the agent after all");
            }
            Dials.customerByAri(step);
        } else if (agent.showed(Sign.IN_ROOM)) {
            switch (call.mode()) {
                case HYBRID -> {
                    if (step.links.ari()) {
                        Dials.handOff(step);
                    } else {
                        Dials.customerByAmi(step, "ARI is away");
                    }
                }
                case AMI_ONLY -> Dials.customerByAmi(step, "");
                case ARI_ONLY -> Dials.customerByAmi(step, "AMI has the agent after all");
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
            Dials.customerByAri(step);
        } else if (agent.showed(Sign.HAND_OFF_FAILED)) {
            Dials.customerByAmi(step, "the hand-off failed");
        }
    }

    private static void whileCallingTheCustomer(Step step) {
        var call = step.call;
        if (call.customer().up() && ScreeningSteps.isDue(call)) {
            ScreeningSteps.begin(step);
        } else if (call.together()) {
            step.connect();
        } else if (call.customer().up()
                && call.plan().customerFirst()
                && !call.agent().expected()) {
            Dials.agentAtDesk(step);
        } else if (call.customer().up()) {
            if (call.deadline() == null || call.deadline().name() != Deadline.Name.CUSTOMER_RING || !step.joining()) {
                step.waitFor(Deadline.Name.CUSTOMER_JOIN, step.limits.join());
            }
        } else if (call.customer().seen()) {
            step.waitFor(Deadline.Name.CUSTOMER_RING, call.plan().customerRing().plus(step.limits.grace()));
        }
    }
}
