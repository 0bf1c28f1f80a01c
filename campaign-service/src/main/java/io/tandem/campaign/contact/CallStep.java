package io.tandem.campaign.contact;

import io.tandem.contracts.CallOutcome;

/** What of a call matters to its contact. */
public sealed interface CallStep {

    /** The call exists; the agent's phone may be ringing, the contact's is not yet dialled. */
    record AgentReached() implements CallStep {}

    record Dialed() implements CallStep {}

    record Rang() implements CallStep {}

    record PickedUp() implements CallStep {}

    record Joined() implements CallStep {}

    record Ended(CallOutcome outcome) implements CallStep {}

    /** Nothing was ever heard of the call that was asked for: its fate is not known. */
    record Lost() implements CallStep {}
}
