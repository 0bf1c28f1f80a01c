package io.tandem.aricontroller.link;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.IntFunction;

/** Doubles from {@code first} to {@code longest}; {@code random} (0 to 1) takes up to half of it away, so that replicas spread. */
public record Backoff(Duration first, Duration longest, DoubleSupplier random) implements IntFunction<Duration> {

    private static final int MOST_DOUBLINGS = 20;

    @Override
    public Duration apply(int failures) {
        var doubled = first.multipliedBy(1L << Math.min(Math.max(failures - 1, 0), MOST_DOUBLINGS));
        var full = doubled.compareTo(longest) < 0 ? doubled : longest;
        return Duration.ofNanos((long) (full.toNanos() * (1 - random.getAsDouble() / 2)));
    }
}
