package io.tandem.callstate.call.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.callstate.call.Callback;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class QueueBookTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void a_higher_priority_comes_first_and_then_who_came_first() {
        assertThat(Place.score(10, NOON)).isLessThan(Place.score(9, NOON.minusSeconds(86_400)));
        assertThat(Place.score(5, NOON)).isLessThan(Place.score(5, NOON.plusMillis(1)));
    }

    @Test
    void a_score_is_exact_in_redis_and_says_since_when() {
        assertThat((long) (double) Place.score(1, NOON.plusMillis(1))).isEqualTo(Place.score(1, NOON.plusMillis(1)));
        assertThat(Place.since(Place.score(3, NOON))).isEqualTo(NOON);
    }

    @Test
    void a_place_that_is_kept_is_read_as_it_was_written() {
        var callback = new Callback(
                "01K0000000000000000000CALL",
                "pbx-1:1700000000.12",
                "sales",
                "+442079460999",
                "+442079460001",
                7,
                NOON);

        assertThat(Place.parse(Place.member(callback), Place.score(7, NOON), "sales"))
                .isEqualTo(new Place.OfCallback(callback));
        assertThat(Place.parse("pbx-1:1700000000.12", Place.score(7, NOON), "sales"))
                .isEqualTo(new Place.OfCall("pbx-1:1700000000.12"));
    }

    @Test
    void a_queues_name_is_read_as_it_was_written() {
        var key = new QueueKey("acme", "@ann");

        assertThat(QueueKey.parse(key.waiting())).isEqualTo(key);
    }
}
