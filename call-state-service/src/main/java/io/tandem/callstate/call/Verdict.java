package io.tandem.callstate.call;

import io.tandem.contracts.CallMode;
import io.tandem.contracts.CallOutcome;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended, read from all the evidence at once, so that the order in which it came cannot matter. A hang-up cause is a hint:
 * what was seen of the talk comes first, then our own decision, the dial status, who left first, and the cause last.
 *
 * @param certain false where the other interface may still bring a better hint
 */
record Verdict(CallOutcome outcome, @Nullable String cause, boolean certain) {

    private static final Set<Integer> BUSY = Set.of(17);
    private static final Set<Integer> REJECTED = Set.of(21);
    private static final Set<Integer> INVALID = Set.of(1, 3, 22, 28);
    private static final Set<Integer> CONGESTION = Set.of(27, 34, 38, 41, 42, 44, 47, 58);
    private static final Set<Integer> UNANSWERED = Set.of(18, 19, 20);

    static Verdict of(Call call) {
        if (!(call.phase() instanceof Phase.Ending ending)) {
            throw new IllegalStateException("call " + call.callId() + " is not ending");
        }
        if (call.together()) {
            return new Verdict(CallOutcome.ANSWERED, causeOf(call.customer(), call.agent()), !isListenedTo(call));
        }
        if (ScreeningSteps.isMachine(call)) {
            return new Verdict(CallOutcome.MACHINE, causeOf(call.customer(), call.customer()), true);
        }
        if (ending.verdict() == CallOutcome.CANCELLED) {
            return new Verdict(CallOutcome.CANCELLED, ending.why(), true);
        }
        if (call.inbound()) {
            return nobodyTookIt(call, ending);
        }
        if (call.plan().customerFirst()) {
            return nobodyForTheCustomer(call, ending);
        }
        if (!call.agent().up()) {
            return agentNeverCame(call, ending);
        }
        return customerNeverTalked(call, ending);
    }

    /** Of a call that came in. Without a verdict of ours the caller gave up, where anybody saw it. */
    private static Verdict nobodyTookIt(Call call, Phase.Ending ending) {
        var cause = causeOf(call.customer(), call.customer());
        if (ending.verdict() != null) {
            return new Verdict(ending.verdict(), ending.why() == null ? cause : ending.why(), true);
        }
        return call.customer().onlyReconciled()
                ? new Verdict(CallOutcome.UNKNOWN, cause, false)
                : new Verdict(CallOutcome.ABANDONED, cause, true);
    }

    /** Who answered and was given nobody, or did not wait for them, was abandoned: whichever of the two left first. */
    private static Verdict nobodyForTheCustomer(Call call, Phase.Ending ending) {
        var customer = call.customer();
        boolean known = ending.verdict() != null || !customer.onlyReconciled();
        return customer.up() && known
                ? new Verdict(CallOutcome.ABANDONED, causeOf(customer, call.agent()), !isListenedTo(call))
                : customerNeverTalked(call, ending);
    }

    private static Verdict agentNeverCame(Call call, Phase.Ending ending) {
        var agent = call.agent();
        if (agent.seen()) {
            return new Verdict(CallOutcome.AGENT_NO_ANSWER, causeOf(agent, agent), true);
        }
        var outcome = ending.verdict() != null ? ending.verdict() : CallOutcome.UNKNOWN;
        return new Verdict(outcome, ending.why(), true);
    }

    private static Verdict customerNeverTalked(Call call, Phase.Ending ending) {
        var customer = call.customer();
        var cause = causeOf(customer, customer);
        var said = said(customer);
        if (said != null) {
            return new Verdict(said, cause, true);
        }
        if (agentLeftFirst(call)) {
            return new Verdict(CallOutcome.AGENT_HUNG_UP, causeOf(call.agent(), call.agent()), !isListenedTo(call));
        }
        if (isListenedTo(call) && ending.verdict() == null && !customer.onlyReconciled()) {
            return new Verdict(CallOutcome.ABANDONED, cause, false);
        }
        if (customer.up() && ending.verdict() == null && !customer.onlyReconciled()) {
            return new Verdict(CallOutcome.ANSWERED, cause, true);
        }
        if (has(customer, UNANSWERED) || customer.dialStatuses().contains("NOANSWER")) {
            return new Verdict(CallOutcome.NO_ANSWER, cause, true);
        }
        if (ending.verdict() != null) {
            return new Verdict(ending.verdict(), cause == null ? ending.why() : cause, true);
        }
        return hintless(customer, cause);
    }

    /** They answered, and AMD's verdict is not told, or never came. */
    private static boolean isListenedTo(Call call) {
        return call.customer().up() && ScreeningSteps.isDue(call);
    }

    private static Verdict hintless(Leg customer, @Nullable String cause) {
        if (customer.fate() == Leg.Fate.UNKNOWN || (customer.seen() && customer.onlyReconciled())) {
            return new Verdict(CallOutcome.UNKNOWN, cause, false);
        }
        if (customer.showed(Sign.RINGING)) {
            return new Verdict(CallOutcome.NO_ANSWER, cause, false);
        }
        return new Verdict(CallOutcome.FAILED, cause, false);
    }

    private static @Nullable CallOutcome said(Leg leg) {
        if (leg.up()) {
            return null;
        }
        if (leg.dialStatuses().contains("BUSY") || has(leg, BUSY)) {
            return CallOutcome.BUSY;
        }
        if (has(leg, REJECTED)) {
            return CallOutcome.REJECTED;
        }
        if (has(leg, INVALID) || leg.techCauses().stream().anyMatch(t -> t.startsWith("404"))) {
            return CallOutcome.INVALID_NUMBER;
        }
        boolean congested =
                leg.dialStatuses().contains("CONGESTION") || leg.dialStatuses().contains("CHANUNAVAIL");
        return congested || has(leg, CONGESTION) ? CallOutcome.CONGESTION : null;
    }

    /** Once the agent was pulled back into a room, leaving the bridge was our doing; then only the channel's end counts. */
    private static boolean agentLeftFirst(Call call) {
        return call.courses().values().stream()
                .anyMatch(c -> call.mode() == CallMode.AMI_ONLY ? c.agentGoneFirst() : c.agentLeftFirst());
    }

    private static boolean has(Leg leg, Set<Integer> causes) {
        return leg.causes().keySet().stream().anyMatch(causes::contains);
    }

    private static @Nullable String causeOf(Leg first, Leg second) {
        var causes = first.causes().isEmpty() ? second.causes() : first.causes();
        if (causes.isEmpty()) {
            return null;
        }
        var most = causes.lastEntry();
        return (most.getKey() + " " + most.getValue()).strip();
    }
}
