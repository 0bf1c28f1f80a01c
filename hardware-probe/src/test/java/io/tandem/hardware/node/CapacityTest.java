package io.tandem.hardware.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CapacityTest {

    private static final long GIB = 1L << 30;

    @Test
    void is_the_machine_where_nothing_limits_it() {
        assertThat(Capacity.of(8, 16 * GIB, Limits.NONE)).isEqualTo(new Capacity(8, 16 * GIB));
    }

    @Test
    void is_the_limit_where_there_is_one_and_a_part_of_a_core_counts_as_one() {
        assertThat(Capacity.of(8, 16 * GIB, limits(1.5, 2 * GIB))).isEqualTo(new Capacity(2, 2 * GIB));
        assertThat(Capacity.of(8, 16 * GIB, limits(0.1, 2 * GIB)).cores()).isEqualTo(1);
    }

    @Test
    void is_never_more_than_the_machine() {
        assertThat(Capacity.of(2, GIB, limits(64, 64 * GIB))).isEqualTo(new Capacity(2, GIB));
    }

    @Test
    void takes_the_tighter_limit_of_two_groups() {
        var inner = limits(4, 2 * GIB);
        var outer = limits(1, 8 * GIB);

        assertThat(inner.within(outer)).isEqualTo(limits(1, 2 * GIB));
        assertThat(inner.within(Limits.NONE)).isEqualTo(inner);
        assertThat(Limits.NONE.within(outer)).isEqualTo(outer);
    }

    private static Limits limits(double processors, long memoryBytes) {
        return new Limits(OptionalDouble.of(processors), OptionalLong.of(memoryBytes));
    }
}
