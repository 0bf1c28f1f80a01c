package io.tandem.aricontroller.ari;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.aricontroller.fact.AriEvent;
import io.tandem.aricontroller.fact.AriFactMapper;
import io.tandem.aricontroller.fact.LegId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose channel an event is about; the events are those of 22.10.1, shortened. */
class AriEventReaderTest {

    private static final LegId CALLER = new LegId("pbx-1:1795289877.0", LegId.CUSTOMER);

    private final AriEventReader reader = new AriEventReader("pbx-1");

    private AriEvent read(String type, String more) {
        return reader.read("{\"type\":\"" + type + "\"," + more + "}").orElseThrow();
    }

    private static String channel(String name, String number) {
        return "\"channel\":{\"id\":\"1795289877.0\",\"name\":\"PJSIP/carrier-00000000\",\"state\":\"Ring\","
                + "\"caller\":{\"name\":\"" + name + "\",\"number\":\"" + number + "\"},"
                + "\"dialplan\":{\"context\":\"tandem-inbound\",\"exten\":\"+442079460999\"}}";
    }

    @Test
    void a_caller_is_the_customer_of_a_call_named_after_their_channel() {
        var start = read("StasisStart", "\"args\":[\"inbound\"]," + channel("Ann", "+442079460123"));

        assertThat(start.leg()).contains(CALLER);
        assertThat(start.isArrival()).isTrue();
        assertThat(start.channel().endpoint()).isEqualTo("carrier");
        assertThat(start.channel().origin()).isEqualTo(new AriEvent.Origin("+442079460999", "+442079460123", "Ann"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"anonymous", "", "unknown", "+44 20", "12a"})
    void who_shows_no_number_shows_no_name(String number) {
        var start = read("StasisStart", "\"args\":[\"inbound\"]," + channel("Anonymous", number));

        assertThat(start.channel().origin()).isEqualTo(new AriEvent.Origin("+442079460999", null, null));
    }

    @Test
    void a_caller_who_was_moved_here_is_still_theirs() {
        var start = read(
                "StasisStart",
                "\"args\":[\"pbx-1:1795289877.0\",\"customer\",\"moved\",\"\"]," + channel("Ann", "+442079460123"));

        assertThat(start.leg()).contains(CALLER);
        assertThat(start.isArrival()).isFalse();
    }

    @Test
    void a_channel_that_comes_in_by_neither_way_is_foreign() {
        var start = read("StasisStart", "\"args\":[\"else\",\"agent\"]," + channel("Ann", "+442079460123"));

        assertThat(start.leg()).isEmpty();
    }

    @Test
    void whomever_a_sites_own_dialplan_dials_for_a_caller_is_foreign() {
        var dial = read(
                "Dial",
                "\"dialstatus\":\"\",\"caller\":{\"id\":\"1795289877.0\"},\"peer\":{\"id\":\"1795289877.1\",\"state\":\"Down\"}");

        assertThat(dial.leg()).isEmpty();
        assertThat(new AriFactMapper("pbx-1").map(dial, Instant.EPOCH)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            {"destination":"1001"}        | 1001
            {"destination":"+4420794601"} | +4420794601
            {"protocol_id":"57d95be7"}    | -
            {}                            | -
            """, delimiter = '|')
    void a_transfer_that_a_phone_asks_for_is_about_the_phones_channel(String destination, @Nullable String to) {
        var asked = read(
                "ChannelTransfer",
                "\"refer_to\":{\"requested_destination\":" + destination
                        + "},\"referred_by\":{\"source_channel\":{\"id\":\""
                        + "01M80KECCFQXA3MVPBD58S5KCX.agent\",\"name\":\"PJSIP/phones-00000000\",\"state\":\"Up\"},"
                        + "\"connected_channel\":{\"id\":\"01M80KECCFQXA3MVPBD58S5KCX.customer\"}}");

        assertThat(asked.leg()).contains(new LegId("01M80KECCFQXA3MVPBD58S5KCX", LegId.AGENT));
        assertThat(asked.referral().to()).isEqualTo(to);
    }

    @Test
    void a_transfer_that_nobody_asks_for_is_about_nothing() {
        assertThat(read("ChannelTransfer", "\"refer_to\":{}").leg()).isEmpty();
    }

    @Test
    void what_is_played_tells_its_call() {
        var over = read("PlaybackFinished", "\"playback\":{\"id\":\"pbx-1:1795289877.0.play.300\",\"state\":\"done\"}");

        assertThat(over.playbackId()).isEqualTo("pbx-1:1795289877.0.play.300");
        assertThat(over.leg()).contains(new LegId("pbx-1:1795289877.0", "play.300"));
        assertThat(new AriFactMapper("pbx-1").map(over, Instant.EPOCH)).isEmpty();
    }
}
