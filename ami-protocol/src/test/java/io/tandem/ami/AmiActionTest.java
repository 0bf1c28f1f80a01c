package io.tandem.ami;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmiActionTest {

    @Test
    void is_written_line_by_line_with_its_id_and_an_empty_line() {
        var action = AmiAction.of("Setvar")
                .with("Channel", "01J.agent")
                .with("Variable", "A")
                .with("Value", "");

        assertThat(new String(action.encode("id-1"), UTF_8))
                .isEqualTo("Action: Setvar\r\nChannel: 01J.agent\r\nVariable: A\r\nValue: \r\nActionID: id-1\r\n\r\n");
    }

    @Test
    void is_read_back_as_it_was_written() {
        var action = AmiAction.of("Originate").with("Variable", "A=1").with("Variable", "Name=Zoë: 東京");

        var headers = AmiHeaders.of(new String(action.encode("id-1"), UTF_8));

        assertThat(headers.text("Action")).isEqualTo("Originate");
        assertThat(headers.every("Variable")).containsExactly("A=1", "Name=Zoë: 東京");
        assertThat(headers.text("ActionID")).isEqualTo("id-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\nAction: Command", "x\rAction: Command", "x\nAction: Command", "x\0", "\n", "\r"})
    void refuses_a_value_that_would_begin_another_line(String value) {
        var action = AmiAction.of("Originate");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> action.with("CallerID", value))
                .withMessageContaining("CallerID")
                .withMessageNotContaining("Command");
        assertThatIllegalArgumentException().isThrownBy(() -> action.encode(value));
        assertThatIllegalArgumentException().isThrownBy(() -> AmiAction.of(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A: 1\r\nB", "A\n", "A:", "A\0"})
    void refuses_a_name_that_is_not_one(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AmiAction.of("Ping").with(name, "x"));
    }

    @Test
    void refuses_a_line_that_asterisk_would_refuse() {
        var action = AmiAction.of("Setvar");

        assertThat(action.with("Value", "x".repeat(1_015)).encode("1")).hasSize(16 + 1_024 + 13 + 2);
        assertThatIllegalArgumentException().isThrownBy(() -> action.with("Value", "x".repeat(1_016)));
        assertThatIllegalArgumentException().isThrownBy(() -> action.with("Value", "é".repeat(508)));
    }

    @Test
    void refuses_more_lines_than_asterisk_reads() {
        var action = AmiAction.of("Originate");
        for (int i = 0; i < 126; i++) {
            action = action.with("Variable", "A=" + i);
        }
        var full = action;

        assertThat(AmiHeaders.of(new String(full.encode("1"), UTF_8)).size()).isEqualTo(128);
        assertThatIllegalArgumentException().isThrownBy(() -> full.with("Variable", "B=1"));
    }

    @Test
    void never_shows_a_value_in_its_text() {
        assertThat(AmiAction.of("Login").with("Secret", "hunter2")).hasToString("AmiAction[Login]");
    }
}
