package io.tandem.hardware.node;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a control group allows; empty where it sets no limit.
 *
 * @param processors may be a fraction: 1.5 for a quota of 150 ms in 100 ms
 */
public record Limits(OptionalDouble processors, OptionalLong memoryBytes) {

    public static final Limits NONE = new Limits(OptionalDouble.empty(), OptionalLong.empty());

    /** A group's limits within those of the group above it: the tighter of each counts. */
    public Limits within(Limits outer) {
        return new Limits(
                processors.isEmpty()
                        ? outer.processors
                        : OptionalDouble.of(
                                Math.min(processors.getAsDouble(), outer.processors.orElse(processors.getAsDouble()))),
                memoryBytes.isEmpty()
                        ? outer.memoryBytes
                        : OptionalLong.of(
                                Math.min(memoryBytes.getAsLong(), outer.memoryBytes.orElse(memoryBytes.getAsLong()))));
    }
}
