package io.tandem.callstate.call;

import io.tandem.contracts.AmiCommand;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.CallEvent;

/** What the shell must do once the new call is stored. */
public sealed interface Effect {

    record PublishEvent(CallEvent event) implements Effect {}

    record SendAmi(AmiCommand command) implements Effect {}

    record SendAri(AriCommand command) implements Effect {}

    record ArmDeadline(Deadline deadline) implements Effect {}

    record DisarmDeadline(Deadline deadline) implements Effect {}

    /** As far as the agent has no other call. */
    record ReserveAgent(String agentId) implements Effect {}

    /** All of it may only be stored while this is the number of the agent's reservation: who reserved and was too late changes nothing. */
    record RequireReservation(String agentId, long fence) implements Effect {}

    /** The agent was offered a call that waits, and did not come. */
    record MissOffer(String agentId) implements Effect {}

    /** Stored with the call: the place is kept when the call is gone. */
    record KeepPlace(Callback callback) implements Effect {}

    record AgentRinging(String agentId) implements Effect {}

    record AgentOnCall(String agentId) implements Effect {}

    record ReleaseAgent(String agentId) implements Effect {}

    /** It is commanded: let it be known before it begins. */
    record RequestRecording(String recordingId) implements Effect {}

    /** One that was requested never began. */
    record RefuseRecording(String recordingId, String reason) implements Effect {}
}
