package io.tandem.ami;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventNamesTest {

    private static final List<String> MANY = List.of(
            "Newchannel",
            "Newstate",
            "Hangup",
            "DialBegin",
            "DialEnd",
            "DialState",
            "ConfbridgeJoin",
            "ConfbridgeLeave",
            "BridgeEnter",
            "BridgeLeave");

    @Test
    void are_found_among_many() {
        var names = EventNames.of(MANY);

        assertThat(MANY).allSatisfy(name -> assertThat(ask(names, name)).isEqualTo(name));
    }

    @Test
    void are_not_found_when_they_only_begin_or_sound_like_one() {
        var names = EventNames.of(MANY);

        assertThat(List.of("", "Hang", "Hangups", "HANGUP", "HangupRequest", "BridgeMerge", "DialAbcde", "Xewchannel"))
                .allSatisfy(name -> assertThat(ask(names, name)).isNull());
    }

    @Test
    void are_all_wanted_when_nobody_chose() {
        assertThat(ask(EventNames.all(), "VarSet")).isEqualTo("VarSet");
    }

    @Test
    void are_none_when_none_was_chosen() {
        assertThat(ask(EventNames.of(List.of()), "VarSet")).isNull();
    }

    private static @Nullable String ask(EventNames names, String name) {
        var bytes = ("Event: " + name + "\r\n").getBytes(UTF_8);
        return names.wanted(bytes, 7, bytes.length - 2, new NameCache());
    }
}
