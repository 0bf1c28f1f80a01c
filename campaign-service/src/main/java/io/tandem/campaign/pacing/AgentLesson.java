package io.tandem.campaign.pacing;

import io.tandem.contracts.CallOutcome;
import java.time.Duration;

/** What the end of an attempt teaches about its agent. */
public sealed interface AgentLesson {

    /** They talked with the contact: their wrap-up begins. */
    record Talked() implements AgentLesson {}

    /** They did not take the call, or turned out not to be free: for so long they get no other. */
    record BackOff(Duration pause) implements AgentLesson {}

    record Nothing() implements AgentLesson {}

    /** @param absent for an agent who did not take the call; {@code busy} for one who was not free */
    record Pauses(Duration absent, Duration busy) {}

    static AgentLesson of(CallOutcome outcome, boolean contactDialed, Pauses pauses) {
        return switch (outcome) {
            case ANSWERED -> new Talked();
            case AGENT_NO_ANSWER, AGENT_HUNG_UP -> new BackOff(pauses.absent());
            case FAILED -> contactDialed ? new Nothing() : new BackOff(pauses.absent());
            case CANCELLED -> contactDialed ? new Nothing() : new BackOff(pauses.busy());
            case NO_ANSWER, BUSY, CONGESTION, INVALID_NUMBER, REJECTED, MACHINE, ABANDONED, UNKNOWN -> new Nothing();
        };
    }
}
