package io.tandem.amigateway.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration MOST = Duration.ofSeconds(1);

    @Test
    void tries_again_at_once_then_waits_twice_as_long_each_time_up_to_a_limit() {
        var longest = new Backoff(FIRST, MOST, () -> 1.0);

        assertThat(IntStream.rangeClosed(1, 6).mapToObj(longest::apply).map(Duration::toMillis))
                .isEqualTo(List.of(0L, 200L, 400L, 800L, 1_000L, 1_000L));
    }

    @Test
    void spreads_each_wait_over_its_second_half() {
        assertThat(new Backoff(FIRST, MOST, () -> 0.0).apply(4)).isEqualTo(Duration.ofMillis(400));
        assertThat(new Backoff(FIRST, MOST, () -> 0.5).apply(4)).isEqualTo(Duration.ofMillis(600));
    }

    @Test
    void stays_at_its_limit_after_thousands_of_failures() {
        assertThat(new Backoff(FIRST, MOST, () -> 1.0).apply(1_000_000)).isEqualTo(MOST);
    }
}
