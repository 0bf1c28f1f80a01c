package io.tandem.amigateway.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class HeardTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final Heard heard = new Heard();

    @Test
    void reaches_to_the_last_reading_while_the_stream_flows() {
        assertThat(heard.read(NOON)).isFalse();
        assertThat(heard.read(NOON.plusMillis(900))).isFalse();

        assertThat(heard.until()).isEqualTo(NOON.plusMillis(900));
    }

    @Test
    void stands_still_after_a_silence_because_what_is_read_then_may_have_waited() {
        heard.read(NOON);

        assertThat(heard.read(NOON.plusSeconds(8))).isTrue();
        assertThat(heard.read(NOON.plusSeconds(8))).isFalse();
        assertThat(heard.read(NOON.plusSeconds(16))).isFalse();

        assertThat(heard.until()).isEqualTo(NOON);
    }

    @Test
    void goes_on_when_the_pbx_has_answered() {
        heard.read(NOON);
        heard.read(NOON.plusSeconds(8));

        heard.answered(NOON.plusSeconds(9));
        heard.read(NOON.plusSeconds(10));

        assertThat(heard.until()).isEqualTo(NOON.plusSeconds(10));
        assertThat(heard.read(NOON.plusSeconds(20))).isTrue();
    }

    @Test
    void a_new_connection_has_nothing_old_in_it() {
        heard.read(NOON);
        heard.read(NOON.plusSeconds(8));

        heard.connected(NOON.plusSeconds(9));

        assertThat(heard.read(NOON.plusSeconds(9))).isFalse();
        assertThat(heard.until()).isEqualTo(NOON.plusSeconds(9));
    }

    @Test
    void nothing_was_heard_at_first() {
        assertThat(heard.until()).isNull();
    }
}
