package io.tandem.amigateway.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StandStillTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** {@link System#nanoTime} may begin anywhere and pass its end. */
    private static final long BEGIN = Long.MAX_VALUE - 3 * SECOND;

    private final StandStill standStill = new StandStill(Duration.ofSeconds(6), BEGIN);

    @Test
    void a_process_that_looks_each_second_never_stood_still() {
        for (int i = 1; i < 60; i++) {
            assertThat(standStill.isNoticed(BEGIN + i * SECOND)).isFalse();
        }
    }

    @Test
    void a_pause_as_long_as_the_group_waits_is_none() {
        assertThat(standStill.isNoticed(BEGIN + 6 * SECOND)).isFalse();
    }

    @Test
    void a_longer_one_is_noticed_once() {
        assertThat(standStill.isNoticed(BEGIN + 7 * SECOND)).isTrue();
        assertThat(standStill.isNoticed(BEGIN + 8 * SECOND)).isFalse();
    }
}
