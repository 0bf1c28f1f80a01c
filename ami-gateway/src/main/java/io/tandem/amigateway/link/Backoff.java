package io.tandem.amigateway.link;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.IntFunction;

/**
 * The first retry at once, then doubling from {@code first} to {@code most}, each between half of that and all of it: gateways that
 * lost the same PBX together do not come back together.
 *
 * @param random 0 (inclusive) to 1 (exclusive)
 */
public record Backoff(Duration first, Duration most, DoubleSupplier random) implements IntFunction<Duration> {

    @Override
    public Duration apply(int failures) {
        if (failures <= 1) {
            return Duration.ZERO;
        }
        long doubled = first.toMillis() << Math.min(failures - 2, 20);
        long full = Math.min(doubled, most.toMillis());
        return Duration.ofMillis(full / 2 + (long) (random.getAsDouble() * (full - full / 2)));
    }
}
