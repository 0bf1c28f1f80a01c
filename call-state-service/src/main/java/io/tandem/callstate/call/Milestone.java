package io.tandem.callstate.call;

import io.tandem.contracts.CallMode;
import io.tandem.contracts.CallState;
import java.util.Arrays;
import java.util.List;

/**
 * What is told about a call, once each, in this order. A later one proves the earlier ones of its mode, so a fact that was lost or is
 * late does not leave a hole: what was skipped is told first.
 */
public enum Milestone {
    REQUESTED(CallState.REQUESTED),
    AGENT_DIALING(CallState.AGENT_DIALING),
    AGENT_RINGING(CallState.AGENT_RINGING),
    AGENT_ANSWERED(CallState.AGENT_RINGING),
    AGENT_IN_CONFERENCE(CallState.AGENT_WAITING),
    HANDED_OFF(CallState.CUSTOMER_DIALING),
    CUSTOMER_DIALING(CallState.CUSTOMER_DIALING),
    CUSTOMER_RINGING(CallState.CUSTOMER_RINGING),
    CUSTOMER_ANSWERED(CallState.CUSTOMER_RINGING),
    /** Of calls that are screened alone: nothing proves it but its own fact. */
    SCREENED(CallState.SCREENING),
    CONNECTED(CallState.CONNECTED);

    private final CallState state;

    Milestone(CallState state) {
        this.state = state;
    }

    CallState state() {
        return state;
    }

    /** This one and those before it that the mode has and nobody was told. */
    List<Milestone> untold(Call call) {
        return Arrays.stream(values())
                .filter(m -> m.compareTo(this) <= 0
                        && m.isOf(call, this)
                        && !call.told().contains(m))
                .toList();
    }

    /** Nobody dials the customer who calls, and of the agents who are called for them other things are told. */
    private boolean isOf(Call call, Milestone seen) {
        if (call.inbound()) {
            return this == REQUESTED || this == CONNECTED;
        }
        return this == seen || (call.plan().agentWaits() ? provedAtDesk(call.plan(), seen) : partOf(call.mode()));
    }

    /** Nothing rings at a desk; and a customer who is called first proves nothing of the agent before they talk. */
    private boolean provedAtDesk(Plan plan, Milestone seen) {
        return switch (this) {
            case AGENT_RINGING, AGENT_IN_CONFERENCE, SCREENED -> false;
            case AGENT_DIALING, AGENT_ANSWERED, HANDED_OFF ->
                !plan.customerFirst() || seen == CONNECTED || seen.compareTo(HANDED_OFF) <= 0;
            case REQUESTED, CUSTOMER_DIALING, CUSTOMER_RINGING, CUSTOMER_ANSWERED, CONNECTED -> true;
        };
    }

    private boolean partOf(CallMode mode) {
        if (this == SCREENED) {
            return false;
        }
        return switch (mode) {
            case HYBRID -> true;
            case AMI_ONLY -> this != HANDED_OFF;
            case ARI_ONLY -> this != AGENT_IN_CONFERENCE;
        };
    }
}
