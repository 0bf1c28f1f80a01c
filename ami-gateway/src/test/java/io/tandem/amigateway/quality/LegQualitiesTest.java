package io.tandem.amigateway.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.ami.AmiHeaders;
import io.tandem.ami.AmiMessage;
import io.tandem.amigateway.Recorded;
import io.tandem.amigateway.fact.CallChannels;
import io.tandem.contracts.VoiceQuality;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LegQualitiesTest {

    private static final String CALL = "01JD8ZQ3V5W6X7Y8Z9ABCD0001";
    private static final String AGENT = CALL + ".agent";

    private final LegQualities qualities = new LegQualities(new CallChannels("pbx-1", 10), 3);

    @Test
    void a_real_call_on_one_machine_is_as_good_as_can_be() {
        Recorded.events("quality").forEach(event -> {
            if (LegQualities.EVENTS.contains(event.name())) {
                qualities.report(event);
            }
        });

        assertThat(qualities.take(AGENT)).hasValueSatisfying(LegQualitiesTest::isLoopback);
        assertThat(qualities.take(CALL + ".customer")).hasValueSatisfying(LegQualitiesTest::isLoopback);
    }

    private static void isLoopback(VoiceQuality quality) {
        assertThat(quality.lossPercent()).isZero();
        assertThat(quality.jitterMs()).isLessThan(5);
        assertThat(quality.rttMs()).isNotNull().isLessThan(20);
        assertThat(quality.mos()).isBetween(4.3, 4.41);
    }

    @Test
    void is_the_mean_over_time_of_the_worse_direction() {
        sent(80, 0, "");
        sent(160, 0, "");
        received(40, 64, "0.1000");
        received(40, 0, "0.3000");

        assertThat(qualities.take(AGENT)).hasValueSatisfying(q -> {
            assertThat(q.jitterMs()).isEqualTo(15);
            assertThat(q.lossPercent()).isEqualTo(12.5);
            assertThat(q.rttMs()).isEqualTo(200);
            assertThat(q.mos()).isBetween(2.0, 3.2);
        });
    }

    @Test
    void is_told_once() {
        sent(8, 0, "");

        assertThat(qualities.take(AGENT)).isPresent();
        assertThat(qualities.take(AGENT)).isEmpty();
    }

    @Test
    void knows_no_round_trip_that_nobody_measured() {
        report("RTCPReceived", AGENT, "0", "0", "RTT: 0.0000\r\nReport0LSR: 0\r\n");

        assertThat(qualities.take(AGENT))
                .hasValueSatisfying(q -> assertThat(q.rttMs()).isNull());
    }

    @Test
    void a_channel_without_reports_has_none() {
        assertThat(qualities.take(AGENT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "256", "x", "99999999999", "1e3"})
    void a_figure_that_is_none_is_no_report(String fraction) {
        report("RTCPSent", AGENT, "8", fraction, "");

        assertThat(qualities.take(AGENT)).isEmpty();
    }

    @Test
    void a_report_without_a_block_is_no_report() {
        qualities.report(new AmiMessage.Event(
                "RTCPSent", AmiHeaders.of("Event: RTCPSent\r\nUniqueid: " + AGENT + "\r\nReportCount: 0\r\n")));

        assertThat(qualities.take(AGENT)).isEmpty();
    }

    @Test
    void channels_that_are_not_ours_and_those_beyond_the_bound_are_not_remembered() {
        report("RTCPSent", "1795232644.12", "8", "0", "");
        for (int n = 2; n <= 5; n++) {
            report("RTCPSent", CALL.substring(0, 25) + n + ".agent", "8", "0", "");
        }

        assertThat(qualities.take("1795232644.12")).isEmpty();
        assertThat(qualities.take(CALL.substring(0, 25) + "2.agent")).isEmpty();
        assertThat(qualities.take(CALL.substring(0, 25) + "5.agent")).isPresent();
    }

    private void sent(int jitter, int fraction, String more) {
        report("RTCPSent", AGENT, Integer.toString(jitter), Integer.toString(fraction), more);
    }

    private void received(int jitter, int fraction, String rtt) {
        report(
                "RTCPReceived",
                AGENT,
                Integer.toString(jitter),
                Integer.toString(fraction),
                "RTT: " + rtt + "\r\nReport0LSR: 321472802\r\n");
    }

    private void report(String name, String channelId, String jitter, String fraction, String more) {
        qualities.report(new AmiMessage.Event(
                name,
                AmiHeaders.of("Event: " + name + "\r\nUniqueid: " + channelId + "\r\nReport0IAJitter: " + jitter
                        + "\r\nReport0FractionLost: " + fraction + "\r\n" + more)));
    }
}
