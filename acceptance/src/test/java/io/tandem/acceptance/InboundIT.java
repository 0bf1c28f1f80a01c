package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.acceptance.suite.Carrier;
import io.tandem.acceptance.suite.Events;
import io.tandem.acceptance.suite.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Calls that the carrier brings: screened, queued, offered and answered on the real Asterisk, told through REST and WebSocket. */
class InboundIT {

    private static final Duration CALL = Duration.ofSeconds(60);

    private static final Suite SUITE = Suite.running();
    private static final Carrier CARRIER = SUITE.carrier();

    private final List<String> channels = new ArrayList<>();
    private final List<Integer> loggedIn = new ArrayList<>();

    @BeforeAll
    static void agents_have_phones() {
        SUITE.agents(1070, 8);
        SUITE.agents(1270, 2);
    }

    @AfterEach
    void everybody_goes() {
        channels.forEach(CARRIER::hangUp);
        loggedIn.forEach(agent -> SUITE.api().post("/presence/" + agent + "/logout"));
    }

    @AfterAll
    static void nothing_is_left_on_the_pbx() {
        CARRIER.close();
        await().atMost(CALL).untilAsserted(() -> assertThat(SUITE.pbx()
                        .console("core show channels concise")
                        .lines()
                        .filter(line -> line.contains("!")))
                .isEmpty());
    }

    // Who is called

    private static void put(String path, String id, String body) {
        var answer = SUITE.api().put("/" + path + "/" + id, body);
        if (answer.status() == 404) {
            answer = SUITE.api().post("/" + path, body.replaceFirst("\\{", "{\"id\":\"" + id + "\","));
        }
        assertThat(answer.status()).as(path + " " + answer.body()).isLessThan(300);
    }

    /** With the agents of the team of the same name. */
    private static void queue(String id, String more) {
        put(
                "queues",
                id,
                "{\"name\":\"" + id + "\",\"teams\":[\"" + id + "\"],\"announceEverySeconds\":0" + more + "}");
    }

    private static String did(int n) {
        return "+4420794609" + (20 + n);
    }

    private static void did(int n, String to) {
        did(n, to, 5);
    }

    private static void did(int n, String to, int priority) {
        var number = did(n);
        put("dids", number, "{\"name\":\"line " + n + "\",\"priority\":" + priority + ",\"to\":" + to + "}");
    }

    private static String toQueue(String id) {
        return "{\"queueId\":\"" + id + "\"}";
    }

    private void logIn(int agent, String team) {
        var api = SUITE.api();
        assertThat(api.put(
                                "/agents/" + agent,
                                "{\"name\":\"Agent " + agent + "\",\"endpoint\":\"PJSIP/" + agent
                                        + "@phones\",\"teams\":[\"" + team + "\"]}")
                        .status())
                .isLessThan(300);
        loggedIn.add(agent);
        assertThat(api.post("/presence/" + agent + "/login", "{\"mode\":\"on-demand\"}")
                        .status())
                .isLessThan(300);
        // Where somebody waits, they are offered the call at once.
        await().atMost(CALL).untilAsserted(() -> assertThat(status(agent)).isNotEqualTo("OFFLINE"));
    }

    private static String status(int agent) {
        return SUITE.api().get("/presence/" + agent).json().path("status").asText();
    }

    // What callers do

    private String call(Events events, String from, int did) {
        return call(events, from, did, "talk");
    }

    /** The call's id, once it is told. */
    private String call(Events events, String from, int did, String behaviour) {
        channels.add(CARRIER.calls(from, did(did), behaviour));
        return events.await(
                        CALL,
                        "a call from " + from + " to " + did(did),
                        frame -> frame.path("type").asText().equals("call.requested")
                                && frame.path("data")
                                        .path("call")
                                        .path("from")
                                        .asText()
                                        .equals(from)
                                && frame.path("data")
                                        .path("call")
                                        .path("to")
                                        .asText()
                                        .equals(did(did)))
                .path("data")
                .path("callId")
                .asText();
    }

    private void hangsUp(int nth) {
        CARRIER.hangUp(channels.get(nth));
    }

    private static JsonNode event(Events events, String callId, String type) {
        return events.awaitEvent(CALL, callId, type).path("data");
    }

    private static String outcome(Events events, String callId) {
        return event(events, callId, "call.ended").path("call").path("outcome").asText();
    }

    @Test
    void a_caller_is_answered_by_the_longest_idle_and_the_decision_can_be_read() {
        queue("idle", "");
        did(1, toQueue("idle"));
        logIn(1070, "idle");
        logIn(1071, "idle");
        try (var events = SUITE.events()) {
            var callId = call(events, "+442079460701", 1);

            var connected = event(events, callId, "call.connected").path("call");

            assertThat(connected.path("agentId").asText()).isEqualTo("1070");
            assertThat(connected.path("direction").asText()).isEqualTo("inbound");
            assertThat(SUITE.api().get("/calls/" + callId + "/routing").body())
                    .contains("offered to 1070", "1071 passed over: idle");
            hangsUp(0);
            assertThat(outcome(events, callId)).isEqualTo("ANSWERED");
            await().atMost(CALL).untilAsserted(() -> assertThat(SUITE.api()
                            .get("/calls/" + callId)
                            .json()
                            .path("legs")
                            .findValuesAsText("gone"))
                    .containsOnly("true"));
        }
    }

    @Test
    void a_phone_that_nobody_answers_hands_the_call_to_the_next_agent() {
        queue("missed", ",\"offerSeconds\":5");
        did(2, toQueue("missed"));
        logIn(1270, "missed");
        logIn(1072, "missed");
        try (var events = SUITE.events()) {
            var callId = call(events, "+442079460702", 2);

            assertThat(event(events, callId, "call.offer-ended").path("agentId").asText())
                    .isEqualTo("1270");
            assertThat(event(events, callId, "call.connected")
                            .path("call")
                            .path("agentId")
                            .asText())
                    .isEqualTo("1072");
            hangsUp(0);
            assertThat(outcome(events, callId)).isEqualTo("ANSWERED");
        }
    }

    @Test
    void an_agent_who_rejects_the_call_is_left_alone_and_the_caller_hears_no_difference() {
        queue("reject", "");
        did(3, toQueue("reject"));
        logIn(1271, "reject");
        try (var events = SUITE.events()) {
            var callId = call(events, "+442079460703", 3);
            event(events, callId, "call.offered");

            assertThat(SUITE.api().post("/calls/" + callId + "/answer").status())
                    .isEqualTo(409);
            assertThat(SUITE.api().post("/calls/" + callId + "/reject").status())
                    .isEqualTo(202);

            assertThat(event(events, callId, "call.offer-ended").path("reason").asText())
                    .isEqualTo("rejected");
            await().atMost(CALL).untilAsserted(() -> assertThat(status(1271)).isEqualTo("AVAILABLE"));
            hangsUp(0);
            assertThat(outcome(events, callId)).isEqualTo("ABANDONED");
        }
    }

    @Test
    void a_caller_who_gives_up_frees_the_agent_whose_phone_rings() {
        queue("gives-up", "");
        did(4, toQueue("gives-up"));
        logIn(1270, "gives-up");
        try (var events = SUITE.events()) {
            var callId = call(events, "+442079460704", 4);
            event(events, callId, "call.offered");

            hangsUp(0);

            assertThat(outcome(events, callId)).isEqualTo("ABANDONED");
            await().atMost(CALL).untilAsserted(() -> assertThat(status(1270)).isEqualTo("AVAILABLE"));
        }
    }

    @Test
    void a_blocked_caller_and_one_who_calls_too_often_are_never_answered() {
        queue("screened", "");
        did(5, toQueue("screened"));
        put(
                "screening-rules",
                "blocked",
                "{\"name\":\"block list\",\"order\":1,\"dids\":[\"" + did(5)
                        + "\"],\"match\":\"NUMBER\",\"numbers\":[\"+442079460766\"],\"action\":\"BLOCK\"}");
        put(
                "screening-rules",
                "often",
                "{\"name\":\"too often\",\"order\":2,\"dids\":[\"" + did(5)
                        + "\"],\"match\":\"RATE\",\"callsPerMinute\":1,\"action\":\"BLOCK\"}");
        try (var events = SUITE.events()) {
            var blocked = call(events, "+442079460766", 5);
            assertThat(outcome(events, blocked)).isEqualTo("REJECTED");
            assertThat(SUITE.api()
                            .get("/calls/" + blocked)
                            .json()
                            .path("answeredAt")
                            .isTextual())
                    .isFalse();

            var first = call(events, "+442079460705", 5);
            event(events, first, "call.queued");
            CARRIER.calls("+442079460705", did(5));

            var second = events.await(
                    CALL,
                    "a call that is blocked for the rate",
                    frame -> frame.path("type").asText().equals("call.screened")
                            && frame.path("data").path("reason").asText().startsWith("too often"));
            assertThat(outcome(events, second.path("data").path("callId").asText()))
                    .isEqualTo("REJECTED");
        }
    }

    @Test
    void a_higher_priority_is_served_first_and_a_wait_that_is_too_long_ends_with_a_message() {
        queue("prio", "");
        did(6, toQueue("prio"), 1);
        did(7, toQueue("prio"), 9);
        queue("short", ",\"maxWaitSeconds\":5");
        did(8, toQueue("short"));
        try (var events = SUITE.events()) {
            var usual = call(events, "+442079460706", 6);
            event(events, usual, "call.queued");
            var first = call(events, "+442079460707", 7);
            assertThat(event(events, first, "call.queued").path("position").asInt())
                    .isEqualTo(1);
            var overflowing = call(events, "+442079460708", 8);
            logIn(1073, "prio");

            event(events, first, "call.connected");

            assertThat(events.typesOf(usual)).doesNotContain("call.offered");
            hangsUp(1);
            event(events, usual, "call.connected");
            assertThat(outcome(events, overflowing)).isEqualTo("NO_ANSWER");
        }
    }

    @Test
    void a_key_in_a_menu_leads_to_a_queue() {
        queue("menu", "");
        put(
                "menus",
                "main",
                "{\"name\":\"main\",\"prompts\":[\"demo-thanks\"],\"choices\":{\"1\":" + toQueue("menu")
                        + "},\"otherwise\":{\"hangUp\":true}}");
        did(9, "{\"menuId\":\"main\"}");
        logIn(1074, "menu");
        try (var events = SUITE.events()) {
            var callId = call(events, "+442079460709", 9, "key1");

            assertThat(event(events, callId, "call.menu-ended").path("digits").asText())
                    .isEqualTo("1");
            event(events, callId, "call.connected");
            hangsUp(0);
            assertThat(outcome(events, callId)).isEqualTo("ANSWERED");
        }
    }

    @Test
    void callers_who_wait_while_call_state_service_is_killed_are_served_all_the_same_each_once() {
        queue("crowd", "");
        did(10, toQueue("crowd"));
        try (var events = SUITE.events()) {
            var calls = new ArrayList<String>();
            for (int i = 0; i < 20; i++) {
                calls.add(call(events, "+4420794608" + (10 + i), 10));
            }
            SUITE.kill("call-state-service");
            SUITE.restart("call-state-service");
            for (int agent = 1075; agent < 1078; agent++) {
                logIn(agent, "crowd");
            }

            var served = new HashSet<String>();
            await().atMost(CALL.multipliedBy(2)).until(() -> {
                for (int i = 0; i < calls.size(); i++) {
                    if (events.typesOf(calls.get(i)).contains("call.connected") && served.add(calls.get(i))) {
                        hangsUp(i);
                    }
                }
                return served.size() == calls.size();
            });

            for (var callId : calls) {
                assertThat(outcome(events, callId)).isEqualTo("ANSWERED");
                assertThat(events.typesOf(callId).stream().filter("call.connected"::equals))
                        .as(callId)
                        .hasSize(1);
            }
            var live = SUITE.api().get("/live").json().path("queues");
            assertThat(StreamSupport.stream(live.spliterator(), false)
                            .filter(queue -> queue.path("queueId").asText().equals("crowd"))
                            .map(queue -> queue.path("waiting").asInt() + " "
                                    + queue.path("answered").asInt()))
                    .containsExactly("0 20");
        }
    }
}
