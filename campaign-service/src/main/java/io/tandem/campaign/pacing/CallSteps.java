package io.tandem.campaign.pacing;

import io.tandem.campaign.contact.CallStep;
import io.tandem.contracts.CallEvent;
import io.tandem.contracts.CallOutcome;
import java.util.Optional;

/** What an event of a call means to the contact; empty for what means nothing to it. */
public final class CallSteps {

    public static Optional<CallStep> of(CallEvent event) {
        return switch (event) {
            case CallEvent.Requested _,
                    CallEvent.AgentDialing _,
                    CallEvent.AgentRinging _,
                    CallEvent.AgentAnswered _,
                    CallEvent.AgentInConference _,
                    CallEvent.HandedOff _ -> Optional.of(new CallStep.AgentReached());
            case CallEvent.CustomerDialing _ -> Optional.of(new CallStep.Dialed());
            case CallEvent.CustomerRinging _ -> Optional.of(new CallStep.Rang());
            case CallEvent.CustomerAnswered _ -> Optional.of(new CallStep.PickedUp());
            case CallEvent.Connected _ -> Optional.of(new CallStep.Joined());
            case CallEvent.Ended ended -> Optional.of(new CallStep.Ended(outcome(ended)));
            case CallEvent.Screened _,
                    CallEvent.Held _,
                    CallEvent.Resumed _,
                    CallEvent.Muted _,
                    CallEvent.Unmuted _,
                    CallEvent.Dtmf _,
                    CallEvent.Supervised _,
                    CallEvent.MediaAttached _,
                    CallEvent.MediaDetached _,
                    CallEvent.RecordingStarted _,
                    CallEvent.RecordingPaused _,
                    CallEvent.RecordingResumed _,
                    CallEvent.RecordingStopped _,
                    CallEvent.ControlFailed _,
                    CallEvent.TransferStarted _,
                    CallEvent.TransferAnswered _,
                    CallEvent.TransferCompleted _,
                    CallEvent.TransferFailed _,
                    CallEvent.Parked _,
                    CallEvent.PartyJoined _,
                    CallEvent.PartyLeft _,
                    CallEvent.PartyMuted _,
                    CallEvent.ContextChanged _,
                    CallEvent.MenuEnded _,
                    CallEvent.Queued _,
                    CallEvent.Offered _,
                    CallEvent.OfferEnded _,
                    CallEvent.CallbackRequested _,
                    CallEvent.Degraded _,
                    CallEvent.QualityMeasured _,
                    CallEvent.Unrecognised _ -> Optional.empty();
        };
    }

    private static CallOutcome outcome(CallEvent.Ended ended) {
        var outcome = ended.call().outcome();
        return outcome == null ? CallOutcome.UNKNOWN : outcome;
    }

    private CallSteps() {}
}
