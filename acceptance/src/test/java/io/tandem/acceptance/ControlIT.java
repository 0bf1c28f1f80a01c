package io.tandem.acceptance;

import static io.tandem.acceptance.suite.Hearing.goesOn;
import static io.tandem.acceptance.suite.Hearing.hasStopped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.acceptance.suite.Api;
import io.tandem.acceptance.suite.Events;
import io.tandem.acceptance.suite.Heard;
import io.tandem.acceptance.suite.Suite;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Control of a call that talks, told through REST and WebSocket; what people hear is read from what the carrier recorded. */
class ControlIT {

    private static final Duration CALL = Duration.ofSeconds(60);
    private static final int AGENTS_TONE = 440;
    private static final int CUSTOMERS_TONE = 1000;

    private final Suite suite = Suite.running();

    @BeforeEach
    void agents_have_phones() {
        suite.agents(1051, 4);
        suite.agents(1601, 6);
        suite.agents(1701, 6);
        suite.agents(1509, 1);
    }

    private String connected(Events events, int agent, String number) {
        var callId = suite.call(agent, number);
        events.awaitEvent(CALL, callId, "call.connected");
        return callId;
    }

    private Api.Answer ask(String callId, String operation, String body) {
        return suite.api().post("/calls/" + callId + "/" + operation, body);
    }

    private void granted(String callId, String operation, String body) {
        assertThat(ask(callId, operation, body))
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(202));
    }

    private void hangUp(Events events, String callId) {
        suite.api().post("/calls/" + callId + "/hangup");
        events.awaitEvent(CALL, callId, "call.ended");
    }

    private JsonNode call(String callId) {
        return suite.api().get("/calls/" + callId).json();
    }

    /** The n-th event of the type, which is waited for. */
    private JsonNode event(Events events, String callId, String type, int n) {
        events.awaitAll(CALL, n + " " + type, all -> count(all, callId, type) >= n);
        return events.of(callId).stream()
                .filter(f -> type.equals(f.path("type").asText()))
                .toList()
                .get(n - 1)
                .path("data");
    }

    private static long count(List<JsonNode> all, String callId, String type) {
        return all.stream()
                .filter(f -> callId.equals(f.path("subject").asText())
                        && type.equals(f.path("type").asText()))
                .count();
    }

    @Test
    void a_customer_on_hold_hears_music_and_then_the_agent_again() throws Exception {
        var customer = Heard.by("+441134960101");
        try (var events = suite.events()) {
            var callId = connected(events, 1601, "+441134960101");
            goesOn(() -> customer.tones(AGENTS_TONE));

            granted(callId, "hold", "");
            event(events, callId, "call.held", 1);

            assertThat(call(callId).path("state").asText()).isEqualTo("HELD");
            assertThat(call(callId).path("held").asBoolean()).isTrue();
            goesOn(() -> customer.others(AGENTS_TONE));
            hasStopped(() -> customer.tones(AGENTS_TONE));
            assertThat(ask(callId, "hold", "").status()).isEqualTo(409);

            granted(callId, "unhold", "");
            event(events, callId, "call.resumed", 1);

            goesOn(() -> customer.tones(AGENTS_TONE));
            hasStopped(() -> customer.others(AGENTS_TONE));
            hangUp(events, callId);
        }
    }

    @Test
    void the_agent_hears_nothing_of_a_customer_on_hold() throws Exception {
        var agent = Heard.by("1701");
        try (var events = suite.events()) {
            var callId = connected(events, 1701, "+441134960001");
            goesOn(() -> agent.tones(CUSTOMERS_TONE));

            granted(callId, "hold", "");
            event(events, callId, "call.held", 1);

            hasStopped(() -> agent.tones(CUSTOMERS_TONE));
            hangUp(events, callId);
        }
    }

    @Test
    void a_muted_agent_is_not_heard_until_unmuted() throws Exception {
        var customer = Heard.by("+441134960102");
        try (var events = suite.events()) {
            var callId = connected(events, 1602, "+441134960102");
            goesOn(() -> customer.tones(AGENTS_TONE));

            granted(callId, "mute", "{\"leg\":\"agent\"}");
            var muted = event(events, callId, "call.muted", 1);

            assertThat(muted.path("leg").asText()).isEqualTo("agent");
            assertThat(muted.path("direction").asText()).isEqualTo("in");
            hasStopped(() -> customer.tones(AGENTS_TONE));
            assertThat(call(callId).path("muted").asBoolean()).isTrue();

            granted(callId, "unmute", "{\"leg\":\"agent\",\"direction\":\"both\"}");
            event(events, callId, "call.unmuted", 1);

            goesOn(() -> customer.tones(AGENTS_TONE));
            hangUp(events, callId);
        }
    }

    @Test
    void a_customer_whose_hearing_is_muted_hears_nothing() throws Exception {
        var customer = Heard.by("+441134960103");
        try (var events = suite.events()) {
            var callId = connected(events, 1603, "+441134960103");
            goesOn(() -> customer.tones(AGENTS_TONE));

            granted(callId, "mute", "{\"leg\":\"customer\",\"direction\":\"out\"}");
            event(events, callId, "call.muted", 1);

            hasStopped(() -> customer.tones(AGENTS_TONE));
            hangUp(events, callId);
        }
    }

    @Test
    void digits_go_to_the_customer_and_come_back_from_them() {
        try (var events = suite.events()) {
            var callId = connected(events, 1051, "+441134960201");

            granted(callId, "dtmf", "{\"leg\":\"customer\",\"digits\":\"4w7*1\"}");

            assertThat(event(events, callId, "call.dtmf", 1).path("sent").asBoolean())
                    .isTrue();
            event(events, callId, "call.dtmf", 5);
            assertThat(events.of(callId).stream()
                            .filter(f -> "call.dtmf".equals(f.path("type").asText()))
                            .skip(1)
                            .map(f -> f.path("data").path("digits").asText()))
                    .containsExactly("4", "7", "*", "1");
            assertThat(suite.api().get("/calls/" + callId + "/timeline").body()).doesNotContain("4w7*1");
            hangUp(events, callId);
        }
    }

    @Test
    void a_supervisor_listens_whispers_and_barges_in_and_each_hears_what_they_should() throws Exception {
        var agent = Heard.by("1702");
        var customer = Heard.by("+441134960104");
        try (var events = suite.events()) {
            var callId = connected(events, 1702, "+441134960104");

            granted(callId, "supervise", "{\"supervisorId\":\"1604\",\"mode\":\"listen\"}");
            assertThat(event(events, callId, "call.supervised", 1).path("mode").asText())
                    .isEqualTo("listen");
            hasStopped(() -> agent.tones(AGENTS_TONE) + customer.tones(AGENTS_TONE));
            assertThat(agent.tones(AGENTS_TONE)).isZero();

            granted(callId, "supervise", "{\"supervisorId\":\"1604\",\"mode\":\"whisper\"}");
            event(events, callId, "call.supervised", 2);
            goesOn(() -> agent.tones(AGENTS_TONE));
            assertThat(customer.tones(AGENTS_TONE)).isZero();

            granted(callId, "supervise", "{\"supervisorId\":\"1604\",\"mode\":\"barge\"}");
            event(events, callId, "call.supervised", 3);
            goesOn(() -> customer.tones(AGENTS_TONE));
            goesOn(() -> agent.tones(AGENTS_TONE));

            assertThat(suite.api().delete("/calls/" + callId + "/supervise").status())
                    .isEqualTo(202);
            assertThat(event(events, callId, "call.supervised", 4).path("mode").isTextual())
                    .isFalse();
            hasStopped(() -> customer.tones(AGENTS_TONE));
            hangUp(events, callId);
        }
    }

    @Test
    void a_supervisor_hears_both_parties() throws Exception {
        var supervisor = Heard.by("1703");
        try (var events = suite.events()) {
            var callId = connected(events, 1605, "+441134960002");

            granted(callId, "supervise", "{\"supervisorId\":\"1703\",\"mode\":\"listen\"}");
            event(events, callId, "call.supervised", 1);

            goesOn(() -> supervisor.tones(AGENTS_TONE) + supervisor.others(AGENTS_TONE));
            granted(callId, "mute", "{\"leg\":\"agent\"}");
            goesOn(() -> supervisor.tones(CUSTOMERS_TONE));
            hangUp(events, callId);
        }
    }

    @Test
    void a_supervisor_whose_phone_is_unreachable_is_told_and_the_call_talks_on() {
        try (var events = suite.events()) {
            var callId = connected(events, 1052, "+441134960003");

            granted(callId, "supervise", "{\"supervisorId\":\"1509\",\"mode\":\"listen\"}");

            assertThat(event(events, callId, "call.control-failed", 1)
                            .path("operation")
                            .asText())
                    .isEqualTo("supervise");
            assertThat(call(callId).path("state").asText()).isEqualTo("CONNECTED");
            hangUp(events, callId);
        }
    }

    @Test
    void a_held_call_can_be_brought_back_after_its_controller_died() throws Exception {
        var customer = Heard.by("+441134960105");
        try (var events = suite.events()) {
            var callId = connected(events, 1606, "+441134960105");
            granted(callId, "hold", "");
            event(events, callId, "call.held", 1);

            suite.kill("ari-controller");
            try {
                goesOn(() -> customer.others(AGENTS_TONE));
            } finally {
                suite.restart("ari-controller");
            }

            await().atMost(CALL)
                    .until(() -> ask(callId, "unhold", "").status() == 202
                            || "CONNECTED".equals(call(callId).path("state").asText()));
            event(events, callId, "call.resumed", 1);
            goesOn(() -> customer.tones(AGENTS_TONE));
            hangUp(events, callId);
        }
    }

    @Test
    void what_the_call_does_not_allow_is_refused_with_the_reason() {
        try (var events = suite.events()) {
            var callId = connected(events, 1053, "+441134960004");

            assertThat(ask(callId, "unhold", "").status()).isEqualTo(409);
            assertThat(ask(callId, "mute", "{}").json().path("violations").isEmpty())
                    .isFalse();
            assertThat(ask(callId, "dtmf", "{\"leg\":\"customer\",\"digits\":\"x\"}")
                            .status())
                    .isEqualTo(422);
            var other = suite.api(suite.token("--role", "agent", "--agent", "1054"));
            assertThat(other.post("/calls/" + callId + "/hold", "").status()).isEqualTo(403);
            assertThat(other.post("/calls/" + callId + "/supervise", "{\"supervisorId\":\"1054\",\"mode\":\"barge\"}")
                            .status())
                    .isEqualTo(403);
            var stranger = suite.api(suite.token("--role", "admin", "--tenant", "globex"));
            assertThat(stranger.post("/calls/" + callId + "/hold", "").status()).isEqualTo(404);

            hangUp(events, callId);
            var late = ask(callId, "hold", "");
            assertThat(late.status()).isEqualTo(409);
            assertThat(late.json().path("detail").asText()).contains("ended");
        }
    }
}
