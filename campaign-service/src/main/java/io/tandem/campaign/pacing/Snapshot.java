package io.tandem.campaign.pacing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A running campaign at one moment.
 *
 * @param active its attempts that are under way
 * @param isUnanswered whether a request of it expired and nothing was heard: whoever answers requests is away
 */
public record Snapshot(
        Instant now, List<Seat> seats, int maxConcurrent, int active, Duration wrapUp, boolean isUnanswered) {
    public Snapshot {
        seats = List.copyOf(seats);
    }
}
