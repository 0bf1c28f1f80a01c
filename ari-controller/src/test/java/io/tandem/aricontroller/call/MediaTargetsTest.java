package io.tandem.aricontroller.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTargetsTest {

    @Test
    void a_program_is_found_by_its_name_alone() {
        var targets = MediaTargets.of(Set.of("echo=127.0.0.1:9092", "bot-2=bots.example.org:9093", "six=[::1]:9"));

        assertThat(targets.hostOf("echo")).contains("127.0.0.1:9092");
        assertThat(targets.hostOf("bot-2")).contains("bots.example.org:9093");
        assertThat(targets.hostOf("six")).contains("[::1]:9");
        assertThat(targets.hostOf("127.0.0.1:9092")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo",
                "echo=host",
                "echo=host:99999",
                "echo=host:1/c(ulaw)",
                "Echo=host:1",
                "=host:1",
                "echo=:1",
                ""
            })
    void what_is_of_another_form_is_refused_at_the_start(String entry) {
        assertThatThrownBy(() -> MediaTargets.of(Set.of(entry))).hasMessageContaining("name=host:port");
    }

    @Test
    void a_name_that_comes_twice_is_refused_at_the_start() {
        assertThatThrownBy(() -> MediaTargets.of(Set.of("echo=a:1", "echo=b:1")))
                .hasMessageContaining("named echo");
    }
}
