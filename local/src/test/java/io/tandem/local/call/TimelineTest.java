package io.tandem.local.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void is_in_the_order_of_time_counts_from_the_first_and_says_who_told() throws Exception {
        var timeline = JSON.readTree("""
                [{"at":"2026-01-02T12:00:00.100Z","source":"TANDEM","type":"call.requested","detail":{}},
                 {"at":"2026-01-02T12:00:02Z","source":"ARI","type":"bridge.entered","detail":"customer"},
                 {"at":"2026-01-02T12:00:01.350Z","source":"AMI","type":"channel.ringing","detail":{"channel":"x.agent"}}]""");

        assertThat(Timeline.lines(timeline))
                .containsExactly(
                        "       0 ms  TANDEM  call.requested",
                        "    1250 ms  AMI     channel.ringing            channel=x.agent",
                        "    1900 ms  ARI     bridge.entered             customer");
    }

    @Test
    void reads_a_page_as_well_and_an_empty_one() throws Exception {
        assertThat(Timeline.lines(JSON.readTree("{\"items\":[]}"))).isEmpty();
    }

    @Test
    void an_event_shows_the_outcome_at_the_end_and_the_reason_of_a_degradation() throws Exception {
        assertThat(Timeline.live(JSON.readTree("""
                        {"type":"call.ended","time":"2026-01-02T12:00:00Z","data":{"call":{"outcome":"BUSY"}}}"""))).endsWith("call.ended                 BUSY");
        assertThat(Timeline.live(JSON.readTree("""
                        {"type":"call.degraded","time":"2026-01-02T12:00:00Z","data":{"reason":"ARI is away"}}"""))).endsWith("ARI is away");
    }

    @Test
    void the_verdict_leaves_out_what_is_not_known() throws Exception {
        assertThat(Timeline.verdict(
                        JSON.readTree("{\"outcome\":\"ANSWERED\",\"durationSeconds\":7,\"mode\":\"hybrid\"}")))
                .isEqualTo("ANSWERED, 7 s, hybrid");
        assertThat(Timeline.verdict(JSON.readTree("{\"outcome\":\"BUSY\",\"durationSeconds\":null}")))
                .isEqualTo("BUSY");
    }
}
