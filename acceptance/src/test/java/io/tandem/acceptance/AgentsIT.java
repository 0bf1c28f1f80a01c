package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.acceptance.suite.Api;
import io.tandem.acceptance.suite.Await;
import io.tandem.acceptance.suite.Events;
import io.tandem.acceptance.suite.Suite;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of agents before, during and after their calls, with phones that ring at the carrier. */
class AgentsIT {

    private static final Duration CALL = Duration.ofSeconds(60);
    private static final String TALKS_TWO_SECONDS = "+442079460102";

    private static final Suite SUITE = Suite.running();

    @BeforeAll
    static void phones_ring_for_two_seconds_only() {
        SUITE.restart(
                "call-state-service",
                Map.of("CALL_STATE_SERVICE_AGENT_RING", "PT2S", "CALL_STATE_SERVICE_AGENTS_WRAP_UP", "PT8S"));
        SUITE.agents(1071, 8);
        SUITE.agents(1271, 1);
    }

    /** An agent who stays is the longest idle of another story's queue. */
    @AfterAll
    static void nobody_stays() {
        IntStream.concat(IntStream.range(1071, 1079), IntStream.of(1271))
                .forEach(agent -> SUITE.api().post("/presence/" + agent + "/logout"));
    }

    @AfterAll
    static void phones_ring_as_before() {
        SUITE.restart("call-state-service");
    }

    private static Api.Answer presence(int agent) {
        return SUITE.api().get("/presence/" + agent);
    }

    private static String status(int agent) {
        return presence(agent).json().path("status").asText();
    }

    private static void logIn(int agent) {
        Await.until(CALL, agent + " logs in", () -> tryLogIn(agent), () -> presence(agent));
        SUITE.api().put("/presence/" + agent, "{\"status\":\"AVAILABLE\"}");
    }

    /** The directory may not have reached call-state-service yet. */
    private static boolean tryLogIn(int agent) {
        return SUITE.api()
                        .post("/presence/" + agent + "/login", "{\"mode\":\"on-demand\"}")
                        .status()
                == 200;
    }

    private static void awaitStatus(int agent, String wanted) {
        Await.until(CALL, agent + " is " + wanted, () -> wanted.equals(status(agent)), () -> presence(agent));
    }

    private static List<String> told(Events events, int agent) {
        return presences(events, agent).stream()
                .map(data -> data.path("status").asText())
                .toList();
    }

    private static List<JsonNode> presences(Events events, int agent) {
        return events.frames().stream()
                .filter(f -> "agent.presence".equals(f.path("type").asText()))
                .filter(f -> Integer.toString(agent).equals(f.path("subject").asText()))
                .map(f -> f.path("data"))
                .toList();
    }

    @Test
    void an_agent_who_does_not_answer_three_times_in_a_row_is_paused() {
        logIn(1271);
        try (var events = SUITE.events()) {
            for (int i = 0; i < 3; i++) {
                var callId = SUITE.call(1271, TALKS_TWO_SECONDS);
                var ended = events.awaitEvent(CALL, callId, "call.ended");
                assertThat(ended.path("data").path("call").path("outcome").asText())
                        .isEqualTo("AGENT_NO_ANSWER");
                Await.until(
                        CALL,
                        "1271 has no call",
                        () -> !presence(1271).json().has("callId")
                                || presence(1271).json().path("callId").isNull(),
                        () -> presence(1271));
            }
            awaitStatus(1271, "PAUSED");
            assertThat(presence(1271).json().path("reason").asText()).isEqualTo("missed-offers");

            var back = SUITE.api().put("/presence/1271", "{\"status\":\"AVAILABLE\"}");
            assertThat(back.json().path("status").asText()).isEqualTo("AVAILABLE");
        }
    }

    @Test
    void a_wrap_up_ends_by_itself_although_the_service_is_killed_in_it() {
        logIn(1071);
        try (var events = SUITE.events()) {
            var callId = SUITE.call(1071, TALKS_TWO_SECONDS);
            events.awaitEvent(CALL, callId, "call.ended");
            awaitStatus(1071, "WRAP_UP");
            var said =
                    SUITE.api().post("/calls/" + callId + "/disposition", "{\"code\":\"SALE\",\"note\":\"two of it\"}");
            assertThat(said.status()).isEqualTo(200);

            SUITE.kill("call-state-service");
            SUITE.restart("call-state-service", Map.of("CALL_STATE_SERVICE_AGENT_RING", "PT2S"));

            awaitStatus(1071, "AVAILABLE");
            var course = new String[] {"RESERVED", "RINGING", "ON_CALL", "WRAP_UP", "AVAILABLE"};
            Await.until(
                    CALL,
                    "the end of the wrap-up is told",
                    () -> told(events, 1071).containsAll(List.of(course))
                            && told(events, 1071).getLast().equals("AVAILABLE"),
                    () -> told(events, 1071));
            assertThat(told(events, 1071)).endsWith(course);
            assertThat(presences(events, 1071))
                    .extracting(data -> data.path("version").asLong())
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(SUITE.api()
                            .get("/calls/" + callId)
                            .json()
                            .path("disposition")
                            .path("code")
                            .asText())
                    .isEqualTo("SALE");
            historyHas(1071, course);
        }
    }

    /** The latest periods, oldest first. */
    private static void historyHas(int agent, String... statuses) {
        Await.until(
                CALL,
                "history of " + agent,
                () -> history(agent, statuses.length).equals(List.of(statuses)),
                () -> history(agent, statuses.length));
    }

    private static List<String> history(int agent, int count) {
        var items = SUITE.api()
                .get("/presence/" + agent + "/history?limit=" + count)
                .json()
                .path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .map(period -> period.path("status").asText())
                .toList()
                .reversed();
    }

    @Test
    void a_wrap_up_is_ended_early_by_the_agent() {
        logIn(1072);
        try (var events = SUITE.events()) {
            var callId = SUITE.call(1072, TALKS_TWO_SECONDS);
            events.awaitEvent(CALL, callId, "call.ended");
            awaitStatus(1072, "WRAP_UP");

            var answer = SUITE.api().put("/presence/1072", "{\"status\":\"AVAILABLE\"}");

            assertThat(answer.json().path("status").asText()).isEqualTo("AVAILABLE");
        }
    }

    @Test
    void a_campaign_calls_nobody_who_is_paused_until_they_are_back() {
        logIn(1073);
        SUITE.api().put("/presence/1073", "{\"status\":\"PAUSED\",\"reason\":\"lunch\"}");
        logIn(1074);
        try (var events = SUITE.events()) {
            var campaign = campaign("1073", "1074");
            events.awaitAll(CALL, "two calls of 1074", all -> endedOf(all, campaign, "1074") == 2);
            assertThat(calls(events, campaign, "1073")).isEmpty();

            SUITE.api().put("/presence/1073", "{\"status\":\"AVAILABLE\"}");
            var next = campaign("1073");

            events.awaitAll(CALL, "two calls of 1073", all -> endedOf(all, next, "1073") == 2);
        }
    }

    private static String campaign(String... agents) {
        var api = SUITE.api();
        var made = api.post(
                "/campaigns",
                "{\"name\":\"Paused\",\"mode\":\"progressive\",\"agents\":[\"" + String.join("\",\"", agents)
                        + "\"],\"trunks\":[\"carrier\"],\"wrapUpSeconds\":0}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        var id = made.json().path("id").asText();
        var csv = "number\n+442079460701\n+442079460702\n";
        var added = api.send("POST", "/campaigns/" + id + "/contacts", csv, "text/csv");
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        assertThat(api.post("/campaigns/" + id + "/start").status()).isEqualTo(200);
        return id;
    }

    private static long endedOf(List<JsonNode> frames, String campaign, String agent) {
        return ofCampaign(frames, campaign, agent).stream()
                .filter(f -> "call.ended".equals(f.path("type").asText()))
                .count();
    }

    private static List<JsonNode> calls(Events events, String campaign, String agent) {
        return ofCampaign(events.frames(), campaign, agent);
    }

    private static List<JsonNode> ofCampaign(List<JsonNode> frames, String campaign, String agent) {
        return frames.stream()
                .filter(f -> f.path("type").asText().startsWith("call."))
                .filter(f -> campaign.equals(
                        f.path("data").path("call").path("campaignId").asText()))
                .filter(f ->
                        agent.equals(f.path("data").path("call").path("agentId").asText()))
                .toList();
    }

    @Test
    void an_agent_who_is_logged_out_by_a_supervisor_finishes_the_call_first() {
        logIn(1075);
        try (var events = SUITE.events()) {
            var callId = SUITE.call(1075, "+442079460001");
            events.awaitEvent(CALL, callId, "call.connected");

            var forced = SUITE.api().post("/presence/1075/logout").json();
            assertThat(forced.path("status").asText()).isEqualTo("ON_CALL");
            assertThat(forced.path("afterCall").asText()).isEqualTo("OFFLINE");
            SUITE.api().post("/calls/" + callId + "/hangup");
            events.awaitEvent(CALL, callId, "call.ended");

            awaitStatus(1075, "OFFLINE");
            assertThat(presence(1075).json().path("reason").asText()).isEqualTo("forced-logout");
        }
    }

    @Test
    void what_is_known_of_the_conversation_is_kept_beside_the_call_and_changes_are_told() {
        try (var events = SUITE.events()) {
            var callId = SUITE.call(1076, "+442079460001");
            events.awaitEvent(CALL, callId, "call.connected");
            var path = "/calls/" + callId + "/context";

            assertThat(SUITE.api().put(path, "{\"customer\":\"Ada\"}").status()).isEqualTo(200);
            var told = events.awaitEvent(CALL, callId, "call.context-changed");

            assertThat(told.path("data").path("revision").asLong()).isEqualTo(1);
            assertThat(SUITE.api()
                            .send("PUT", path, "{}", "application/json", "If-Match", "\"9\"")
                            .status())
                    .isEqualTo(412);
            SUITE.api().post("/calls/" + callId + "/hangup");
            events.awaitEvent(CALL, callId, "call.ended");
            assertThat(SUITE.api().get(path).json().path("customer").asText()).isEqualTo("Ada");
        }
    }

    @Test
    void what_supervisors_see_by_rest_is_what_the_events_and_the_metrics_say() {
        logIn(1077);
        try (var events = SUITE.events()) {
            var callId = SUITE.call(1077, "+442079460001");
            events.awaitEvent(CALL, callId, "call.connected");
            var metrics = SUITE.part("call-state-service");

            Await.until(CALL, "REST, presences and metrics agree", () -> agree(metrics), () -> live());
            assertThat(live().path("agents").path("ON_CALL").asInt()).isPositive();
            assertThat(live().path("calls").path("CONNECTED").asInt()).isPositive();
            assertThat(told(events, 1077)).endsWith(status(1077));

            SUITE.api().post("/calls/" + callId + "/hangup");
            events.awaitEvent(CALL, callId, "call.ended");
        }
    }

    private static JsonNode live() {
        return SUITE.api().get("/live").json();
    }

    private static boolean agree(io.tandem.acceptance.suite.Part service) {
        var live = live();
        var byPresence = new HashMap<String, Integer>();
        SUITE.api()
                .get("/presence?limit=500")
                .json()
                .path("items")
                .forEach(p -> byPresence.merge(p.path("status").asText(), 1, Integer::sum));
        var measured = SUITE.metrics(service);
        return live.path("agents").properties().stream().allMatch(e -> {
                    int count = e.getValue().asInt();
                    return count == byPresence.getOrDefault(e.getKey(), 0)
                            && count == (int) measured.sum("tandem_agents", "status=\"" + e.getKey() + '"');
                })
                && live.path("calls").properties().stream()
                        .allMatch(e -> e.getValue().asInt()
                                == (int) measured.sum("tandem_calls_live", "state=\"" + e.getKey() + '"'));
    }
}
