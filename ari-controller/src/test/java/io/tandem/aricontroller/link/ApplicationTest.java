package io.tandem.aricontroller.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ApplicationTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void is_named_after_its_shard_and_is_another_each_time() {
        var first = Application.begunAt(3, NOON, 7);
        var second = Application.begunAt(3, NOON.plusMillis(1), 7);
        var twin = Application.begunAt(3, NOON, 8);

        assertThat(first.name()).matches("tandem-3-[0-9a-v]{10,14}");
        assertThat(first.name()).isNotEqualTo(second.name()).isNotEqualTo(twin.name());
    }

    @Test
    void succeeds_other_incarnations_of_its_own_shard_only() {
        var application = Application.begunAt(1, NOON, 0);

        assertThat(application.isSuccessorOf("tandem-1-old")).isTrue();
        assertThat(application.isSuccessorOf("tandem-11-old")).isFalse();
        assertThat(application.isSuccessorOf("somebody-1-old")).isFalse();
        assertThat(application.isSuccessorOf(application.name())).isFalse();
    }

    @Test
    void backs_off_by_doubling_up_to_a_limit_less_a_random_half() {
        var certain = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), () -> 0);
        var lucky = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), () -> 1);

        assertThat(certain.apply(1)).isEqualTo(Duration.ofMillis(100));
        assertThat(certain.apply(3)).isEqualTo(Duration.ofMillis(400));
        assertThat(certain.apply(1_000)).isEqualTo(Duration.ofSeconds(5));
        assertThat(lucky.apply(3)).isEqualTo(Duration.ofMillis(200));
    }
}
