package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.acceptance.suite.Suite;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hybrid flow of one click-to-call, against the carrier's people, machines and failures. */
class HybridCallIT {

    private static final Duration CALL = Duration.ofSeconds(60);

    private final Suite suite = Suite.running();

    @BeforeEach
    void agents_have_phones() {
        suite.agents(1041, 2);
        suite.agents(1101, 1);
        suite.agents(1201, 1);
        suite.agents(1301, 1);
    }

    @Test
    void ami_calls_the_agent_and_ari_joins_the_customer() {
        try (var events = suite.events()) {
            var callId = suite.call(1041, "+442079460103");
            events.awaitEvent(CALL, callId, "call.ended");

            assertThat(events.typesOf(callId))
                    .containsExactly(
                            "call.requested",
                            "call.agent-dialing",
                            "call.agent-ringing",
                            "call.agent-answered",
                            "call.agent-in-conference",
                            "call.handed-off",
                            "call.customer-dialing",
                            "call.customer-ringing",
                            "call.customer-answered",
                            "call.connected",
                            "call.ended");
            assertThat(events.of(callId)).extracting(f -> f.path("id").asText()).doesNotHaveDuplicates();
            var call = suite.api().get("/calls/" + callId).json();
            assertThat(call.path("state").asText()).isEqualTo("ENDED");
            assertThat(call.path("outcome").asText()).isEqualTo("ANSWERED");
            assertThat(call.path("mode").asText()).isEqualTo("hybrid");
            assertThat(call.path("durationSeconds").asInt()).isBetween(2, 10);
        }
    }

    @Test
    void the_timeline_has_what_both_interfaces_said_and_no_event_twice() {
        try (var events = suite.events()) {
            var callId = suite.call(1042, "+442079460103");
            events.awaitEvent(CALL, callId, "call.ended");

            var timeline = timeline(callId);

            assertThat(timeline).extracting(e -> e.path("source").asText()).contains("AMI", "ARI", "TANDEM");
            var told = timeline.stream()
                    .filter(e -> e.path("type").asText().startsWith("call."))
                    .map(e -> e.path("type").asText())
                    .toList();
            assertThat(told)
                    .doesNotHaveDuplicates()
                    .startsWith("call.requested")
                    .endsWith("call.ended");
            assertThat(told)
                    .containsSubsequence(
                            "call.agent-ringing",
                            "call.agent-answered",
                            "call.agent-in-conference",
                            "call.handed-off",
                            "call.customer-dialing",
                            "call.connected");
        }
    }

    @ParameterizedTest(name = "{0} ends as {1}")
    @CsvSource({
        "+442079460102, ANSWERED",
        "+442079460201, BUSY",
        "+442079460401, CONGESTION",
        "+442079460501, INVALID_NUMBER",
        "+442079460701, ANSWERED",
        "+442079460801, ANSWERED",
        "+442079460901, REJECTED"
    })
    void the_outcome_is_what_the_network_did(String number, String outcome) {
        try (var events = suite.events()) {
            var callId = suite.call(1041, number);
            var ended = events.awaitEvent(CALL, callId, "call.ended");

            assertThat(ended.path("data").path("call").path("outcome").asText()).isEqualTo(outcome);
        }
    }

    @ParameterizedTest(name = "phone {0}")
    @CsvSource({"1201", "1301"})
    void a_phone_that_is_not_answered_ends_the_call_and_dials_no_customer(int agent) {
        try (var events = suite.events()) {
            var callId = suite.call(agent, "+442079460102");
            var ended = events.awaitEvent(Duration.ofSeconds(90), callId, "call.ended");

            assertThat(ended.path("data").path("call").path("outcome").asText()).isEqualTo("AGENT_NO_ANSWER");
            assertThat(events.typesOf(callId)).doesNotContain("call.customer-dialing");
        }
    }

    @Test
    void a_call_that_is_hung_up_by_rest_ends_on_the_pbx_too() {
        try (var events = suite.events()) {
            var callId = suite.call(1041, "+442079460001");
            events.awaitEvent(CALL, callId, "call.connected");

            var answer = suite.api().post("/calls/" + callId + "/hangup");

            assertThat(answer.status()).isEqualTo(202);
            events.awaitEvent(CALL, callId, "call.ended");
            assertThat(suite.api().post("/calls/" + callId + "/hangup").status())
                    .isEqualTo(409);
        }
    }

    @Test
    void an_agent_who_is_in_a_call_is_not_called_again() {
        try (var events = suite.events()) {
            var first = suite.call(1101, "+442079460102");

            var second = suite.api().post("/calls", "{\"agentId\":\"1101\",\"to\":\"+442079460102\"}");

            assertThat(second.status()).isEqualTo(409);
            events.awaitEvent(CALL, first, "call.ended");
        }
    }

    private List<JsonNode> timeline(String callId) {
        var answer = suite.api().get("/calls/" + callId + "/timeline").json();
        var items = answer.isArray() ? answer : answer.path("items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }
}
