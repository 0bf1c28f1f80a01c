package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.acceptance.suite.Await;
import io.tandem.acceptance.suite.Events;
import io.tandem.acceptance.suite.Heard;
import io.tandem.acceptance.suite.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Answering machines and people, told apart by a real Asterisk's AMD on real audio, and what becomes of each. */
class ScreeningIT {

    private static final Duration CALL = Duration.ofSeconds(60);
    private static final int EACH = 2;
    private static final String SHORT_HELLO = "+441134960301";
    private static final String LONG_GREETING = "+441134960401";

    private static final Suite SUITE = Suite.running();

    private final List<String> begun = new ArrayList<>();

    @BeforeAll
    static void agents_have_phones() {
        SUITE.agents(1011, 26);
    }

    @AfterAll
    static void nothing_is_left_on_the_pbx() {
        await().atMost(CALL).untilAsserted(() -> {
            assertThat(SUITE.pbx().calls()).isEmpty();
            assertThat(SUITE.pbx().bridges()).isEmpty();
        });
    }

    /** What a story that failed left up would be in the way of the next. */
    @AfterEach
    void its_calls_are_over() {
        begun.forEach(callId -> SUITE.api().post("/calls/" + callId + "/hangup"));
    }

    private String screened(int agent, String number, String amd) {
        var answer = SUITE.api()
                .post(
                        "/calls",
                        "{\"agentId\":\"" + agent + "\",\"to\":\"" + number + "\",\"amd\":{\"mode\":" + amd + "}}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        var callId = answer.json().path("callId").asText();
        begun.add(callId);
        return callId;
    }

    private static JsonNode event(Events events, String callId, String type) {
        return events.awaitEvent(CALL, callId, type).path("data");
    }

    private static JsonNode call(String callId) {
        return SUITE.api().get("/calls/" + callId).json();
    }

    private static String outcome(Events events, String callId) {
        return event(events, callId, "call.ended").path("call").path("outcome").asText();
    }

    private static void logIn(int agent) {
        Await.until(CALL, agent + " logs in", () -> tryLogIn(agent), () -> SUITE.api()
                .get("/presence/" + agent));
        SUITE.api().put("/presence/" + agent, "{\"status\":\"AVAILABLE\"}");
    }

    private static boolean tryLogIn(int agent) {
        return SUITE.api()
                        .post("/presence/" + agent + "/login", "{\"mode\":\"on-demand\"}")
                        .status()
                == 200;
    }

    /** What the agent was, from the first talk in the call on. */
    private static List<String> presences(Events events, int agent) {
        return events.frames().stream()
                .filter(f -> "agent.presence".equals(f.path("type").asText()))
                .filter(f -> Integer.toString(agent).equals(f.path("subject").asText()))
                .map(f -> f.path("data").path("status").asText())
                .toList();
    }

    @Test
    void people_and_machines_are_told_apart() {
        var kinds = new LinkedHashMap<String, String>();
        kinds.put("person who says hello and waits", SHORT_HELLO);
        kinds.put("person who says hello and talks", "+442079460130");
        kinds.put("machine with a long greeting", LONG_GREETING);
        kinds.put("machine with a greeting", "+442079460600");
        kinds.put("line that says nothing", "+442079460730");
        kinds.put("line that sends back what it hears", "+442079460000");
        try (var events = SUITE.events()) {
            var calls = new LinkedHashMap<String, List<String>>();
            int agent = 1011;
            for (var kind : kinds.entrySet()) {
                for (int i = 0; i < EACH; i++) {
                    calls.computeIfAbsent(kind.getKey(), _ -> new ArrayList<>())
                            .add(screened(agent++, kind.getValue(), "\"connect\""));
                }
            }

            var matrix = new LinkedHashMap<String, Map<String, Integer>>();
            calls.forEach((kind, callIds) -> callIds.forEach(callId -> {
                var verdict = event(events, callId, "call.screened");
                matrix.computeIfAbsent(kind, _ -> new TreeMap<>())
                        .merge(verdict.path("verdict").asText(), 1, Integer::sum);
                System.out.printf(
                        "%-36s %s %s%n",
                        kind,
                        verdict.path("reason").asText(),
                        verdict.path("took").asText());
            }));
            calls.values()
                    .forEach(callIds -> callIds.forEach(callId -> SUITE.api().post("/calls/" + callId + "/hangup")));
            matrix.forEach((kind, verdicts) -> System.out.printf("%-36s %s%n", kind, verdicts));

            assertThat(matrix.get("machine with a long greeting")).isEqualTo(Map.of("MACHINE", EACH));
            assertThat(matrix.get("person who says hello and waits")).isEqualTo(Map.of("HUMAN", EACH));
            calls.values().forEach(callIds -> callIds.forEach(callId -> event(events, callId, "call.ended")));
        }
    }

    @Test
    void a_person_talks_with_the_agent_after_a_moment() {
        try (var events = SUITE.events()) {
            var callId = screened(1031, SHORT_HELLO, "\"hang-up\"");

            event(events, callId, "call.connected");

            assertThat(events.typesOf(callId))
                    .containsSubsequence("call.customer-answered", "call.screened", "call.connected");
            assertThat(call(callId).path("amd").path("status").asText()).isEqualTo("HUMAN");
            assertThat(call(callId).path("mode").asText()).isEqualTo("hybrid");
            SUITE.api().post("/calls/" + callId + "/hangup");
            assertThat(outcome(events, callId)).isEqualTo("ANSWERED");
        }
    }

    @Test
    void a_machine_is_hung_up_and_its_agent_is_free_without_a_wrap_up() {
        logIn(1032);
        try (var events = SUITE.events()) {
            var callId = screened(1032, LONG_GREETING, "\"hang-up\"");
            event(events, callId, "call.customer-answered");

            assertThat(outcome(events, callId)).isEqualTo("MACHINE");
            assertThat(events.typesOf(callId))
                    .containsSubsequence("call.customer-answered", "call.screened", "call.ended")
                    .doesNotContain("call.connected");
            assertThat(call(callId).path("amd").path("cause").asText()).isNotEmpty();
            assertThat(SUITE.api().get("/calls/" + callId + "/timeline").body()).contains("pbx.screened", "tookMs");
            await().atMost(CALL).untilAsserted(() -> assertThat(presences(events, 1032))
                    .containsSubsequence("ON_CALL", "AVAILABLE"));
            assertThat(presences(events, 1032)).doesNotContain("WRAP_UP");
        } finally {
            SUITE.api().post("/presence/1032/logout", "{}");
        }
    }

    @Test
    void a_machine_gets_a_message_at_the_end_of_its_greeting_and_the_agent_does_not_wait_for_it() {
        var machine = Heard.by("+441134960402");
        try (var events = SUITE.events()) {
            var callId = screened(1033, "+441134960402", "\"voicemail\",\"message\":\"demo-thanks\"");
            assertThat(event(events, callId, "call.screened").path("verdict").asText())
                    .isEqualTo("MACHINE");

            await().atMost(CALL)
                    .until(() -> SUITE.api().get("/presence/1033").json(), presence -> !presence.path("callId")
                            .isTextual());
            assertThat(call(callId).path("state").asText()).isEqualTo("SCREENING");

            assertThat(outcome(events, callId)).isEqualTo("MACHINE");
            assertThat(call(callId).path("amd").path("messageLeft").asBoolean()).isTrue();
            assertThat(machine.others(440)).isGreaterThan(5);
            assertThat(events.typesOf(callId)).doesNotContain("call.connected");
        }
    }

    @Test
    void a_customer_who_hangs_up_while_they_are_listened_to_has_abandoned_the_call() {
        try (var events = SUITE.events()) {
            var callId = screened(1034, "+442079460701", "\"hang-up\"");

            assertThat(outcome(events, callId)).isEqualTo("ABANDONED");
            assertThat(events.typesOf(callId)).doesNotContain("call.connected");
        }
    }

    @Test
    void a_customer_whose_controller_dies_while_they_are_listened_to_talks_all_the_same() {
        var controller = ProcessHandle.of(SUITE.part("ari-controller").pid()).orElseThrow();
        try (var events = SUITE.events()) {
            var callId = screened(1035, "+442079460000", "\"hang-up\"");
            event(events, callId, "call.customer-answered");

            controller.destroyForcibly();
            try {
                event(events, callId, "call.connected");
            } finally {
                SUITE.restart("ari-controller");
            }

            assertThat(event(events, callId, "call.screened").path("verdict").asText())
                    .isEqualTo("SKIPPED");
            assertThat(call(callId).path("mode").asText()).isEqualTo("ami-only");
            SUITE.api().post("/calls/" + callId + "/hangup");
            assertThat(outcome(events, callId)).isEqualTo("ANSWERED");
        }
    }

    @Test
    void a_campaign_hangs_up_on_a_machine_and_its_agent_gets_the_next_call() {
        logIn(1036);
        try (var events = SUITE.events()) {
            var campaign = SUITE.api().post("/campaigns", """
                            {"name": "Offers", "agents": ["1036"], "maxConcurrent": 1, "amd": {"mode": "hang-up"},
                             "wrapUpSeconds": 600}""").json().path("id").asText();
            var list =
                    "number\n" + LONG_GREETING.replace("401", "411") + "\n" + SHORT_HELLO.replace("301", "311") + "\n";
            assertThat(SUITE.api()
                            .send("POST", "/campaigns/" + campaign + "/contacts", list, "text/csv")
                            .status())
                    .isEqualTo(201);

            SUITE.api().post("/campaigns/" + campaign + "/start");

            var connected = events.await(
                    CALL,
                    "the person talks",
                    f -> f.path("type").asText().equals("call.connected")
                            && campaign.equals(f.path("data")
                                    .path("call")
                                    .path("campaignId")
                                    .asText()));
            assertThat(connected.path("data").path("call").path("to").asText()).isEqualTo("+441134960311");
            SUITE.api().post("/calls/" + connected.path("subject").asText() + "/hangup");
            assertThat(outcome(events, connected.path("subject").asText())).isEqualTo("ANSWERED");
            var contacts = SUITE.api()
                    .get("/campaigns/" + campaign + "/contacts")
                    .json()
                    .path("items");
            assertThat(contacts.findValuesAsText("outcome")).contains("MACHINE");
        } finally {
            SUITE.api().post("/presence/1036/logout", "{}");
        }
    }
}
