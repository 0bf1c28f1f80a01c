package io.tandem.notifier.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandTest {

    @Test
    void is_known_in_any_case_and_with_the_bots_name() {
        assertThat(Command.parse("/calls")).hasValue(new Command.Calls());
        assertThat(Command.parse(" /Agents@tandem_bot ")).hasValue(new Command.Agents());
        assertThat(Command.parse("/pause Spring offer")).hasValue(new Command.Pause("Spring offer"));
    }

    @Test
    void is_nothing_else() {
        assertThat(Command.parse("hello")).isEmpty();
        assertThat(Command.parse("")).isEmpty();
        assertThat(Command.parse("/start")).isEmpty();
    }
}
