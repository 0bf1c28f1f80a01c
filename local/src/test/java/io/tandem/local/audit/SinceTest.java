package io.tandem.local.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SinceTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "90s, 2026-11-21T11:58:30Z",
        "15m, 2026-11-21T11:45:00Z",
        "1h, 2026-11-21T11:00:00Z",
        "2d, 2026-11-19T12:00:00Z",
        "2026-11-01T00:00:00Z, 2026-11-01T00:00:00Z"
    })
    void is_a_length_or_a_time(String text, Instant from) {
        assertThat(Since.parse(text).before(NOON)).isEqualTo(from);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "h", "0h", "-1h", "1w", "yesterday", "9999999h", "2026-11-21"})
    void refuses_what_is_neither(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Since.parse(text)).withMessageContaining("--since");
    }

    @Test
    void an_hour_is_written_as_such() {
        assertThat(Since.parse("1h")).isEqualTo(Since.parse("60m"));
    }
}
