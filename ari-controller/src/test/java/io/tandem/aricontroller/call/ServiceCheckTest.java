package io.tandem.aricontroller.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.contracts.AriCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceCheckTest {

    private static final String CALL = "pbx-1:1795289877.4";
    private static final String CALLER = "1795289877.4";

    private final CommandCheck check = new CommandCheck("pbx-1", Set.of("site-queue"));

    private static AriCommand.Announce announce(String channelId, List<String> media, String until) {
        return new AriCommand.Announce("c", CALL, "pbx-1", Instant.MAX, channelId, media, until, 1);
    }

    private static AriCommand.RunMenu menu(
            List<String> prompts, List<String> invalid, Duration silence, int retries, List<String> choices) {
        return new AriCommand.RunMenu(
                "c", CALL, "pbx-1", Instant.MAX, CALLER, "m", prompts, invalid, silence, retries, choices, 1);
    }

    private static AriCommand.ContinueInDialplan continueIn(String context, String extension) {
        return new AriCommand.ContinueInDialplan("c", CALL, "pbx-1", Instant.MAX, CALLER, context, extension, 1);
    }

    @Test
    void what_is_well_formed_passes() {
        assertThat(check.refusal(new AriCommand.AnswerCaller("c", CALL, "pbx-1", Instant.MAX, CALLER, "jazz", 1)))
                .isEmpty();
        assertThat(check.refusal(announce(CALLER, List.of("sound:digits/1", "number:12", "digits:12*#"), "1*")))
                .isEmpty();
        assertThat(check.refusal(menu(List.of("welcome"), List.of(), Duration.ofSeconds(3), 0, List.of("1", "12"))))
                .isEmpty();
        assertThat(check.refusal(continueIn("site-queue", "600"))).isEmpty();
        assertThat(check.refusal(continueIn("site-queue", "s"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "sound:../../etc/passwd",
                "sound:/etc/passwd",
                "sound:a,sound:b",
                "sound:http://x/y",
                "recording:x",
                "tone:ring",
                "sound:",
                "number:-1",
                "digits:A"
            })
    void no_media_lead_out_of_asterisks_sounds(String media) {
        assertThat(check.refusal(announce(CALLER, List.of(media), ""))).isPresent();
    }

    @Test
    void an_announcement_of_nothing_or_of_too_much_is_refused() {
        assertThat(check.refusal(announce(CALLER, List.of(), ""))).isPresent();
        assertThat(check.refusal(announce(CALLER, Collections.nCopies(21, "sound:a"), "")))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1795289877.5", CALL + ".agent.7", ""})
    void only_the_customer_is_served(String channelId) {
        assertThat(check.refusal(announce(channelId, List.of("sound:a"), ""))).isPresent();
    }

    @Test
    void a_menu_that_cannot_be_chosen_from_is_refused() {
        var second = Duration.ofSeconds(1);
        var welcome = List.of("welcome");
        var one = List.of("1");
        assertThat(check.refusal(menu(List.of(), one, second, 1, one))).isPresent();
        assertThat(check.refusal(menu(welcome, List.of("../x"), second, 1, one)))
                .isPresent();
        assertThat(check.refusal(menu(welcome, one, Duration.ZERO, 1, one))).isPresent();
        assertThat(check.refusal(menu(welcome, one, Duration.ofSeconds(31), 1, one)))
                .isPresent();
        assertThat(check.refusal(menu(welcome, one, second, 6, one))).isPresent();
        assertThat(check.refusal(menu(welcome, one, second, -1, one))).isPresent();
        assertThat(check.refusal(menu(welcome, one, second, 1, List.of()))).isPresent();
        assertThat(check.refusal(menu(welcome, one, second, 1, List.of("1", "1"))))
                .isPresent();
        assertThat(check.refusal(menu(welcome, one, second, 1, List.of("1234567"))))
                .isPresent();
        assertThat(check.refusal(menu(welcome, one, second, 1, List.of("A")))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "tandem-transfer,600",
        "site-queues,600",
        "site-queue,h",
        "site-queue,i",
        "site-queue,t",
        "site-queue,''",
        "site-queue,'600,1)'",
        "site-queue,${SHELL(x)}"
    })
    void a_caller_goes_nowhere_but_where_the_list_allows(String context, String extension) {
        assertThat(check.refusal(continueIn(context, extension))).isPresent();
    }

    @Test
    void nobody_is_dialled_as_the_first_two_parties_of_a_call_that_came_in() {
        assertThat(check.refusal(new AriCommand.DialCustomer(
                        "c",
                        CALL,
                        "pbx-1",
                        Instant.MAX,
                        CALLER,
                        "PJSIP/+442079460003@carrier",
                        null,
                        Duration.ofSeconds(9))))
                .isPresent();
        assertThat(check.refusal(new AriCommand.OriginateAgent(
                        "c",
                        CALL,
                        "pbx-1",
                        Instant.MAX,
                        CALL + ".agent",
                        "PJSIP/1001@phones",
                        null,
                        Duration.ofSeconds(9))))
                .isPresent();
    }

    @Test
    void a_caller_may_be_hung_up_and_nobody_elses_channel() {
        assertThat(check.refusal(new AriCommand.HangUp("c", CALL, "pbx-1", Instant.MAX, CALLER, 21)))
                .isEmpty();
        assertThat(check.refusal(new AriCommand.HangUp("c", CALL, "pbx-1", Instant.MAX, "1795289877.5", 21)))
                .isPresent();
    }
}
