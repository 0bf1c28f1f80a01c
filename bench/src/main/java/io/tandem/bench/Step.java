package io.tandem.bench;

import java.time.Duration;
import java.time.Instant;
import org.HdrHistogram.Histogram;

/** How long one step took, over all calls; microseconds inside, milliseconds in print. */
public final class Step {

    private static final long LONGEST_MICROS = Duration.ofMinutes(2).toNanos() / 1_000;

    private final String name;
    private final String aim;
    private final Histogram micros = new Histogram(LONGEST_MICROS, 3);

    public Step(String name, String aim) {
        this.name = name;
        this.aim = aim;
    }

    public void took(Instant from, Instant to) {
        micros.recordValue(Math.clamp(Duration.between(from, to).toNanos() / 1_000, 0, LONGEST_MICROS));
    }

    public long count() {
        return micros.getTotalCount();
    }

    public String row() {
        return "%-46s %6d %9.1f %9.1f %9.1f %9.1f   %s"
                .formatted(name, micros.getTotalCount(), at(50), at(90), at(99), at(100), aim);
    }

    public static String head() {
        return "%-46s %6s %9s %9s %9s %9s   %s"
                .formatted("step (milliseconds)", "n", "median", "p90", "p99", "max", "aim at p99");
    }

    private double at(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1_000.0;
    }
}
