package io.tandem.callstate.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * A call that left a queue.
 *
 * @param waited from the moment it came into the queue
 */
public record Departure(String callId, How how, Duration waited, Instant at) {

    public enum How {
        ANSWERED,
        /** The caller hung up. */
        ABANDONED,
        /** It waited too long, or the queue was full. */
        OVERFLOWED,
        /** The caller is called back, was cancelled or sent on: nobody failed them. */
        OTHER
    }

    /**
     * The share of calls answered within {@code limit} of those that were answered, given up or sent away; empty where there were
     * none. One that was answered too late, or not at all, counts against it, however short its wait.
     */
    public static Optional<Double> serviceLevel(Collection<Departure> departures, Duration limit) {
        long counted = departures.stream().filter(d -> d.how() != How.OTHER).count();
        long inTime = departures.stream()
                .filter(d -> d.how() == How.ANSWERED && d.waited().compareTo(limit) <= 0)
                .count();
        return counted == 0 ? Optional.empty() : Optional.of((double) inTime / counted);
    }
}
