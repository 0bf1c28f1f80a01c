package io.tandem.notifier.telegram;

import static io.tandem.notifier.CallEvents.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.contracts.CallOutcome;
import io.tandem.contracts.CallState;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CallTextTest {

    private final CallText text = new CallText(true);

    @Test
    void tells_who_calls_whom_and_masks_the_number() {
        assertThat(text.of(call("c-1").requested())).isEqualTo("""
                        anna calls ***********07
                        Requested since 12:00:00 UTC
                        Requested 12:00:00 UTC""");
    }

    @Test
    void shows_the_number_where_it_may() {
        assertThat(new CallText(false).of(call("c-1").requested())).startsWith("anna calls +442079460007\n");
    }

    @Test
    void tells_how_long_was_talked_and_how_it_ended() {
        assertThat(text.of(call("c-1").ended(CallOutcome.ANSWERED))).contains("Ended: answered, talked 1 min 12 s");
        assertThat(text.of(call("c-1").ended(CallOutcome.BUSY)))
                .contains("Ended: busy")
                .doesNotContain("talked");
    }

    @Test
    void names_the_campaign() {
        assertThat(text.of(call("c-1").inCampaign("spring").connected()))
                .contains("Talking since 12:00:05 UTC")
                .contains("Campaign spring");
    }

    @Test
    void has_words_for_every_state_and_every_outcome() {
        assertThat(Arrays.stream(CallState.values()).map(CallText::words)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(CallOutcome.values())
                        .map(outcome -> text.of(call("c-1").ended(outcome))))
                .doesNotHaveDuplicates()
                .allSatisfy(words -> assertThat(words).doesNotContain("_"));
    }

    @Test
    void speaks_of_hours_only_where_there_are_any() {
        assertThat(CallText.spoken(Duration.ofSeconds(5))).isEqualTo("5 s");
        assertThat(CallText.spoken(Duration.ofSeconds(65))).isEqualTo("1 min 5 s");
        assertThat(CallText.spoken(Duration.ofSeconds(3661))).isEqualTo("1 h 1 min 1 s");
        assertThat(CallText.spoken(Duration.ofSeconds(-3))).isEqualTo("0 s");
    }
}
