package io.tandem.local.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommandTest {

    private static final Duration AMPLE = Duration.ofSeconds(20);

    @Test
    void tells_what_was_printed_and_how_it_ended() {
        var outcome = Command.of(AMPLE, "sh", "-c", "echo out; echo $NAME >&2; exit 3")
                .with("NAME", "err")
                .run();

        assertThat(outcome).isEqualTo(new Command.Outcome(3, "out\nerr\n"));
    }

    @Test
    void ends_a_program_whose_time_is_up() {
        var outcome = Command.of(Duration.ofMillis(100), "sh", "-c", "echo begun; exec sleep 60")
                .run();

        assertThat(outcome.succeeded()).isFalse();
        assertThat(outcome.output()).endsWith("not done after 0 s");
    }

    @Test
    void says_that_a_program_is_not_there() {
        var outcome = Command.of(AMPLE, "no-such-program").run();

        assertThat(outcome.succeeded()).isFalse();
        assertThat(outcome.output()).contains("no-such-program");
        assertThat(Command.onPath("no-such-program")).isEmpty();
    }

    @Test
    void shows_the_end_of_a_long_output() {
        assertThat(new Command.Outcome(1, "a\nb\nc\n\n").tail(2)).isEqualTo("b\nc");
    }
}
