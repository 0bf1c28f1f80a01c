package io.tandem.edge.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UlidsTest {

    private static final String ULID = "01M7Y38FP8WGZ6CYQ3SCM4YK54";

    @Test
    void are_what_this_process_makes() {
        assertThat(IntStream.range(0, 1_000).mapToObj(_ -> Ulids.next())).allMatch(Ulids::isUlid);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "01M7Y38FP8WGZ6CYQ3SCM4YK5",
                "01M7Y38FP8WGZ6CYQ3SCM4YK544",
                "81M7Y38FP8WGZ6CYQ3SCM4YK54",
                "/1M7Y38FP8WGZ6CYQ3SCM4YK54",
                "A1M7Y38FP8WGZ6CYQ3SCM4YK54"
            })
    void are_nothing_shorter_longer_or_beyond_48_bits_of_time(String text) {
        assertThat(Ulids.isUlid(text)).isFalse();
    }

    @Test
    void have_nothing_but_digits_of_crockfords_base_32_in_any_place() {
        for (int at = 1; at < ULID.length(); at++) {
            for (char digit = 0; digit < 300; digit++) {
                var text = ULID.substring(0, at) + digit + ULID.substring(at + 1);
                assertThat(Ulids.isUlid(text)).as(text).isEqualTo(text.matches("[0-7][0-9A-HJKMNP-TV-Z]{25}"));
            }
        }
    }
}
