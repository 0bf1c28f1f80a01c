package io.tandem.callstate.call;

import io.tandem.contracts.CallOutcome;
import io.tandem.contracts.CallState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a caller is who talks with nobody. {@code order}: of the command that serves them there. */
public sealed interface Stay {

    /** Nothing was decided yet. */
    record Arriving() implements Stay {}

    record InMenu(String menuId, long order) implements Stay {}

    /**
     * @param queueId or {@code @} and an agent's id: a queue for this agent alone
     * @param told call.queued was
     * @param announceAt when position and expected wait are said next; null: never
     */
    record InQueue(
            String queueId,
            Instant since,
            boolean told,
            @Nullable Instant announceAt,
            long order) implements Stay {

        InQueue beingTold() {
            return new InQueue(queueId, since, true, announceAt, order);
        }

        InQueue announced(Instant next, long newOrder) {
            return new InQueue(queueId, since, told, next, newOrder);
        }
    }

    /** A message, after which the call ends. */
    record Hearing(CallOutcome then, String why, long order) implements Stay {}

    /** A number outside is called, which gets the caller. */
    record Calling(String number) implements Stay {}

    /** The PBX's own dialplan has the caller; what comes of it, we do not hear. */
    record InDialplan(String where, long order) implements Stay {}

    default CallState state() {
        return switch (this) {
            case Arriving _, InMenu _, Hearing _ -> CallState.SCREENING;
            case InQueue _ -> CallState.QUEUED;
            case Calling _, InDialplan _ -> CallState.TRANSFERRING;
        };
    }
}
