package io.tandem.amigateway.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.contracts.AmiCommand.OriginateToConference;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OriginatesTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final String CALL = "01M7Y38FP8WGZ6CYQ3SCM4YK54";

    private final Originates originates = new Originates();
    private final OriginateToConference command = command("c-1");

    @Test
    void one_whose_channel_was_never_seen_never_lived() {
        originates.sent(command, NOON);

        assertThat(originates.awaited("c-1")).contains(command);
        assertThat(originates.forget(command)).isTrue();
        assertThat(originates.forget(command)).isFalse();
    }

    @Test
    void one_whose_channel_was_seen_is_told_by_its_channel() {
        originates.sent(command, NOON);

        originates.seen(CALL + ".agent");

        assertThat(originates.awaited("c-1")).isEmpty();
        assertThat(originates.wasSeen(command)).isTrue();
        assertThat(originates.forget(command)).isFalse();
        assertThat(originates.size()).isZero();
    }

    @Test
    void a_response_to_somebody_else_concerns_nobody_here_though_the_channel_is_ours() {
        originates.sent(command, NOON);

        assertThat(originates.awaited("foreign")).isEmpty();
        assertThat(originates.size()).isEqualTo(1);
    }

    @Test
    void a_second_one_for_the_same_channel_does_not_end_with_the_first() {
        originates.sent(command, NOON);
        var second = command("c-2");
        originates.sent(second, NOON);

        assertThat(originates.forget(command)).isFalse();
        assertThat(originates.awaited("c-2")).contains(second);
    }

    @Test
    void is_forgotten_when_no_word_can_come_any_more() {
        originates.sent(command, NOON);

        originates.expire(NOON.minusMillis(1));
        assertThat(originates.size()).isEqualTo(1);

        originates.expire(NOON);
        assertThat(originates.size()).isZero();
    }

    @Test
    void is_not_watched_any_more_once_events_were_lost() {
        originates.sent(command, NOON);
        assertThat(originates.isWatched(command)).isTrue();

        originates.unwatched();

        assertThat(originates.isWatched(command)).isFalse();
        assertThat(originates.forget(command)).isTrue();
        assertThat(originates.isWatched(command)).isFalse();
    }

    private static OriginateToConference command(String commandId) {
        return new OriginateToConference(
                commandId, CALL, "pbx-1", NOON, CALL + ".agent", "PJSIP/1", null, Duration.ofSeconds(5));
    }
}
