package io.tandem.notifier.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final long CHAT = 7;
    private static final long GROUP = -7;

    private final Throttle throttle = new Throttle(new Throttle.Limits(Duration.ofSeconds(1), 20, 30));

    @Test
    void lets_the_first_message_go_at_once() {
        assertThat(throttle.earliest(CHAT, NOON)).isEqualTo(NOON);
    }

    @Test
    void keeps_a_second_between_two_in_one_chat_and_does_not_hold_another() {
        throttle.wrote(CHAT, NOON);

        assertThat(throttle.earliest(CHAT, NOON.plusMillis(300))).isEqualTo(NOON.plusSeconds(1));
        assertThat(throttle.earliest(8, NOON.plusMillis(300))).isEqualTo(NOON.plusMillis(300));
    }

    @Test
    void lets_a_group_have_twenty_a_minute_and_a_person_more() {
        for (int i = 0; i < 20; i++) {
            throttle.wrote(GROUP, NOON.plusSeconds(i));
            throttle.wrote(CHAT, NOON.plusSeconds(i));
        }

        assertThat(throttle.earliest(GROUP, NOON.plusSeconds(20))).isEqualTo(NOON.plusSeconds(60));
        assertThat(throttle.earliest(CHAT, NOON.plusSeconds(20))).isEqualTo(NOON.plusSeconds(20));
        assertThat(throttle.earliest(GROUP, NOON.plusSeconds(59))).isEqualTo(NOON.plusSeconds(60));
        assertThat(throttle.earliest(GROUP, NOON.plusSeconds(60))).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void lets_thirty_a_second_go_in_all() {
        for (int chat = 1; chat <= 30; chat++) {
            throttle.wrote(chat, NOON);
        }

        assertThat(throttle.earliest(99, NOON.plusMillis(500))).isEqualTo(NOON.plusSeconds(1));
        assertThat(throttle.earliest(99, NOON.plusSeconds(1))).isEqualTo(NOON.plusSeconds(1));
    }

    @Test
    void waits_as_long_as_telegram_says_and_in_that_chat_only() {
        throttle.pause(CHAT, NOON.plusSeconds(17));

        assertThat(throttle.earliest(CHAT, NOON.plusSeconds(2))).isEqualTo(NOON.plusSeconds(17));
        assertThat(throttle.earliest(CHAT, NOON.plusSeconds(18))).isEqualTo(NOON.plusSeconds(18));
        assertThat(throttle.earliest(8, NOON.plusSeconds(2))).isEqualTo(NOON.plusSeconds(2));
    }

    @Test
    void never_exceeds_a_limit_whatever_comes() {
        var random = new Random(42);
        var now = NOON;
        Map<Long, List<Instant>> written = new HashMap<>();
        List<Instant> all = new java.util.ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            long chat = random.nextLong(-25, 25);
            now = now.plusMillis(random.nextLong(20));
            var at = throttle.earliest(chat, now);
            if (!at.isAfter(now)) {
                throttle.wrote(chat, now);
                written.computeIfAbsent(chat, _ -> new java.util.ArrayList<>()).add(now);
                all.add(now);
            }
        }

        assertThat(all).hasSizeGreaterThan(1000);
        assertThat(mostWithin(Duration.ofSeconds(1), all)).isLessThanOrEqualTo(30);
        written.forEach((chat, times) -> {
            assertThat(mostWithin(Duration.ofSeconds(1), times)).isEqualTo(1);
            if (chat < 0) {
                assertThat(mostWithin(Duration.ofMinutes(1), times)).isLessThanOrEqualTo(20);
            }
        });
    }

    private static long mostWithin(Duration window, List<Instant> times) {
        long most = 0;
        int from = 0;
        for (int to = 0; to < times.size(); to++) {
            while (!times.get(to).isBefore(times.get(from).plus(window))) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }
}
