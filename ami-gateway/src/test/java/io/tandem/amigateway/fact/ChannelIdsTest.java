package io.tandem.amigateway.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelIdsTest {

    private static final Pattern INCOMING =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}:[A-Za-z0-9_-]*[0-9]+\\.[0-9]+");

    @ParameterizedTest
    @CsvSource({
        "01M7Y38FP8WGZ6CYQ3SCM4YK54.agent, 01M7Y38FP8WGZ6CYQ3SCM4YK54",
        "01M7Y38FP8WGZ6CYQ3SCM4YK54.agent.12, 01M7Y38FP8WGZ6CYQ3SCM4YK54",
        "pbx-1:1795266205.20.agent.1, pbx-1:1795266205.20",
        "pbx-1:1795266205.20.bridge, pbx-1:1795266205.20",
        "lon.a_1:box-2-1795266205.20.snoop.3, lon.a_1:box-2-1795266205.20"
    })
    void tell_the_call_after_which_a_channel_is_named(String channelId, String callId) {
        assertThat(ChannelIds.callId(channelId)).contains(callId);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1795266205.20",
                "pbx-1:1795266205.20",
                "pbx-1:1795266205.20.",
                "pbx-1:1795266205.",
                "pbx-1:.20.agent",
                "pbx-1:x.20.agent",
                ":1795266205.20.agent",
                "-pbx:1795266205.20.agent",
                "pbx 1:1795266205.20.agent",
                "pbx-1:1795266205.2x.agent",
                "01M7Y38FP8WGZ6CYQ3SCM4YK5U.agent"
            })
    void tell_no_call_of_any_other(String channelId) {
        assertThat(ChannelIds.callId(channelId)).isEmpty();
    }

    @Test
    void know_the_bridge_and_the_room_of_a_call_that_came_in() {
        assertThat(ChannelIds.ofBridge("pbx-1:1795266205.20.bridge")).contains("pbx-1:1795266205.20");
        assertThat(ChannelIds.ofBridge("pbx-1:1795266205.20.agent.1")).isEmpty();
        assertThat(ChannelIds.ofRoom("pbx-1:1795266205.20")).contains("pbx-1:1795266205.20");
        assertThat(ChannelIds.ofRoom("1795266205.20")).isEmpty();
    }

    /** Written by hand for speed: the same as the pattern for any text of the characters that matter. */
    @Test
    void know_the_id_of_a_call_that_came_in_as_its_pattern_does() {
        var random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            var text = random.ints(random.nextInt(12), 0, 10)
                    .mapToObj(n -> String.valueOf("a1:._-9 é:".charAt(n)))
                    .collect(Collectors.joining());
            assertThat(ChannelIds.isIncoming(text))
                    .as(text)
                    .isEqualTo(INCOMING.matcher(text).matches());
        }
    }
}
