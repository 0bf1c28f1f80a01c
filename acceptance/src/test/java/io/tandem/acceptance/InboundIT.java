package io.tandem.acceptance;

import static io.tandem.acceptance.suite.Routes.toQueue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.acceptance.suite.Callers;
import io.tandem.acceptance.suite.Events;
import io.tandem.acceptance.suite.Floor;
import io.tandem.acceptance.suite.Routes;
import io.tandem.acceptance.suite.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that the carrier brings: screened, queued, offered and answered on the real Asterisk, told through REST and WebSocket. */
class InboundIT {

    private static final Duration CALL = Duration.ofSeconds(60);

    private static final Suite SUITE = Suite.running();
    private static final Routes ROUTES = new Routes(SUITE);

    private Callers callers;
    private Floor floor;

    @BeforeAll
    static void agents_have_phones() {
        SUITE.agents(1070, 8);
        SUITE.agents(1270, 2);
    }

    @BeforeEach
    void nobody_calls_yet() {
        callers = new Callers(SUITE);
        floor = new Floor(SUITE);
    }

    @AfterEach
    void everybody_goes() {
        callers.close();
        floor.close();
    }

    @AfterAll
    static void nothing_is_left_on_the_pbx() {
        await().atMost(CALL).untilAsserted(() -> assertThat(SUITE.pbx()
                        .console("core show channels concise")
                        .lines()
                        .filter(line -> line.contains("!")))
                .isEmpty());
    }

    private static String did(int n) {
        return "+4420794609" + (20 + n);
    }

    private static void did(int n, String to) {
        ROUTES.did(did(n), to);
    }

    private String call(Events events, String from, int did) {
        return callers.call(events, from, did(did));
    }

    private static JsonNode event(Events events, String callId, String type) {
        return events.awaitEvent(CALL, callId, type).path("data");
    }

    private static String outcome(Events events, String callId) {
        return event(events, callId, "call.ended").path("call").path("outcome").asText();
    }

    @Test
    void a_caller_is_answered_by_the_longest_idle_and_the_decision_can_be_read() {
        ROUTES.queue("idle", "");
        did(1, toQueue("idle"));
        floor.logIn(1070, "idle");
        floor.logIn(1071, "idle");
        try (var events = SUITE.events()) {
            var callId = call(events, "+442079460701", 1);

            var connected = event(events, callId, "call.connected").path("call");

            assertThat(connected.path("agentId").asText()).isEqualTo("1070");
            assertThat(connected.path("direction").asText()).isEqualTo("inbound");
            assertThat(SUITE.api().get("/calls/" + callId + "/routing").body())
                    .contains("offered to 1070", "1071 passed over: idle");
            callers.hangsUp(0);
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
        ROUTES.queue("missed", ",\"offerSeconds\":5");
        did(2, toQueue("missed"));
        floor.logIn(1270, "missed");
        floor.logIn(1072, "missed");
        try (var events = SUITE.events()) {
            var callId = call(events, "+442079460702", 2);

            assertThat(event(events, callId, "call.offer-ended").path("agentId").asText())
                    .isEqualTo("1270");
            assertThat(event(events, callId, "call.connected")
                            .path("call")
                            .path("agentId")
                            .asText())
                    .isEqualTo("1072");
            callers.hangsUp(0);
            assertThat(outcome(events, callId)).isEqualTo("ANSWERED");
        }
    }

    @Test
    void an_agent_who_rejects_the_call_is_left_alone_and_the_caller_hears_no_difference() {
        ROUTES.queue("reject", "");
        did(3, toQueue("reject"));
        floor.logIn(1271, "reject");
        try (var events = SUITE.events()) {
            var callId = call(events, "+442079460703", 3);
            event(events, callId, "call.offered");

            assertThat(SUITE.api().post("/calls/" + callId + "/answer").status())
                    .isEqualTo(409);
            assertThat(SUITE.api().post("/calls/" + callId + "/reject").status())
                    .isEqualTo(202);

            assertThat(event(events, callId, "call.offer-ended").path("reason").asText())
                    .isEqualTo("rejected");
            await().atMost(CALL)
                    .untilAsserted(() -> assertThat(floor.status(1271)).isEqualTo("AVAILABLE"));
            callers.hangsUp(0);
            assertThat(outcome(events, callId)).isEqualTo("ABANDONED");
        }
    }

    @Test
    void a_caller_who_gives_up_frees_the_agent_whose_phone_rings() {
        ROUTES.queue("gives-up", "");
        did(4, toQueue("gives-up"));
        floor.logIn(1270, "gives-up");
        try (var events = SUITE.events()) {
            var callId = call(events, "+442079460704", 4);
            event(events, callId, "call.offered");

            callers.hangsUp(0);

            assertThat(outcome(events, callId)).isEqualTo("ABANDONED");
            await().atMost(CALL)
                    .untilAsserted(() -> assertThat(floor.status(1270)).isEqualTo("AVAILABLE"));
        }
    }

    @Test
    void a_blocked_caller_and_one_who_calls_too_often_are_never_answered() {
        ROUTES.queue("screened", "");
        did(5, toQueue("screened"));
        ROUTES.put(
                "screening-rules",
                "blocked",
                "{\"name\":\"block list\",\"order\":1,\"dids\":[\"" + did(5)
                        + "\"],\"match\":\"NUMBER\",\"numbers\":[\"+442079460766\"],\"action\":\"BLOCK\"}");
        ROUTES.put(
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
            callers.dial("+442079460705", did(5), "talk");

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
        ROUTES.queue("prio", "");
        ROUTES.did(did(6), toQueue("prio"), 1);
        ROUTES.did(did(7), toQueue("prio"), 9);
        ROUTES.queue("short", ",\"maxWaitSeconds\":5");
        did(8, toQueue("short"));
        try (var events = SUITE.events()) {
            var usual = call(events, "+442079460706", 6);
            event(events, usual, "call.queued");
            var first = call(events, "+442079460707", 7);
            assertThat(event(events, first, "call.queued").path("position").asInt())
                    .isEqualTo(1);
            var overflowing = call(events, "+442079460708", 8);
            floor.logIn(1073, "prio");

            event(events, first, "call.connected");

            assertThat(events.typesOf(usual)).doesNotContain("call.offered");
            callers.hangsUp(1);
            event(events, usual, "call.connected");
            assertThat(outcome(events, overflowing)).isEqualTo("NO_ANSWER");
        }
    }

    @Test
    void a_key_in_a_menu_leads_to_a_queue() {
        ROUTES.queue("menu", "");
        ROUTES.put(
                "menus",
                "main",
                "{\"name\":\"main\",\"prompts\":[\"demo-thanks\"],\"choices\":{\"1\":" + toQueue("menu")
                        + "},\"otherwise\":{\"hangUp\":true}}");
        did(9, "{\"menuId\":\"main\"}");
        floor.logIn(1074, "menu");
        try (var events = SUITE.events()) {
            var callId = callers.call(events, "+442079460709", did(9), "key1");

            assertThat(event(events, callId, "call.menu-ended").path("digits").asText())
                    .isEqualTo("1");
            event(events, callId, "call.connected");
            callers.hangsUp(0);
            assertThat(outcome(events, callId)).isEqualTo("ANSWERED");
        }
    }

    @Test
    void callers_who_wait_while_call_state_service_is_killed_are_served_all_the_same_each_once() {
        ROUTES.queue("crowd", "");
        did(10, toQueue("crowd"));
        try (var events = SUITE.events()) {
            var calls = new ArrayList<String>();
            for (int i = 0; i < 20; i++) {
                calls.add(call(events, "+4420794608" + (10 + i), 10));
            }
            SUITE.kill("call-state-service");
            SUITE.restart("call-state-service");
            for (int agent = 1075; agent < 1078; agent++) {
                floor.logIn(agent, "crowd");
            }

            var served = new HashSet<String>();
            await().atMost(CALL.multipliedBy(2)).until(() -> {
                for (int i = 0; i < calls.size(); i++) {
                    if (events.typesOf(calls.get(i)).contains("call.connected") && served.add(calls.get(i))) {
                        callers.hangsUp(i);
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
