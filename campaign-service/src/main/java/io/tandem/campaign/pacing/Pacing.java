package io.tandem.campaign.pacing;

import io.tandem.contracts.AgentStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Progressive pacing: a contact for every free agent, never more calls than the campaign may have. Whoever has been free longest comes
 * first.
 */
public final class Pacing {

    private static final Comparator<Seat> LONGEST_FREE = Comparator.<Seat, Instant>comparing(
                    seat -> seat.since().orElse(Instant.MIN))
            .thenComparing(Seat::agentId);

    /** How many contacts can be taken at once; so many (or fewer) due contacts are then offered to {@link #decide}. */
    public static int room(Snapshot snapshot) {
        return snapshot.isUnanswered()
                ? 0
                : Math.max(0, Math.min(free(snapshot).size(), snapshot.maxConcurrent() - snapshot.active()));
    }

    /** @param due contacts that are due and at hand */
    public static Decision decide(Snapshot snapshot, int due) {
        if (snapshot.isUnanswered()) {
            return new Decision.Hold("requests to dial are not answered");
        }
        if (snapshot.active() >= snapshot.maxConcurrent()) {
            return new Decision.Hold("as many calls as allowed are under way");
        }
        var free = free(snapshot);
        if (free.isEmpty()) {
            return new Decision.Hold("no agent is free");
        }
        if (due == 0) {
            return new Decision.Hold("no contact is due");
        }
        int count = Math.min(due, room(snapshot));
        return new Decision.Claim(
                free.subList(0, count).stream().map(Seat::agentId).toList());
    }

    private static List<Seat> free(Snapshot snapshot) {
        return snapshot.seats().stream()
                .filter(seat -> isFree(seat, snapshot.now(), snapshot.wrapUp()))
                .sorted(LONGEST_FREE)
                .toList();
    }

    private static boolean isFree(Seat seat, Instant now, Duration wrapUp) {
        return seat.status() == AgentStatus.AVAILABLE
                && !seat.isClaimed()
                && seat.backOffUntil().filter(now::isBefore).isEmpty()
                && !isWrappingUp(seat, now, wrapUp);
    }

    /** Whoever became available since the talk was let go by call-state-service, at the end of the wrap-up or by themselves before. */
    private static boolean isWrappingUp(Seat seat, Instant now, Duration wrapUp) {
        return seat.lastTalkAt()
                .filter(talk -> seat.since().filter(talk::isBefore).isEmpty())
                .filter(talk -> now.isBefore(talk.plus(wrapUp)))
                .isPresent();
    }

    private Pacing() {}
}
