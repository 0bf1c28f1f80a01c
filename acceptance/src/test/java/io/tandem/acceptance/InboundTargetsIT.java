package io.tandem.acceptance;

import static io.tandem.acceptance.suite.Routes.toQueue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.acceptance.suite.Callers;
import io.tandem.acceptance.suite.Command;
import io.tandem.acceptance.suite.Database;
import io.tandem.acceptance.suite.Events;
import io.tandem.acceptance.suite.Floor;
import io.tandem.acceptance.suite.Metrics;
import io.tandem.acceptance.suite.Routes;
import io.tandem.acceptance.suite.Suite;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a number may lead besides to agents who are free, and what callers are told while they wait, on the real Asterisk. */
class InboundTargetsIT {

    private static final Duration CALL = Duration.ofSeconds(60);
    private static final String ANSWERS_AT_ONCE = "+442079460000";
    private static final String IS_BUSY = "+442079460200";
    private static final String ANNOUNCE = "ari.announce.v1";

    private static final Suite SUITE = Suite.running();
    private static final Routes ROUTES = new Routes(SUITE);

    private Callers callers;
    private Floor floor;

    @BeforeAll
    static void agents_have_phones() {
        SUITE.agents(1080, 8);
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

    private static String did(int n) {
        return "+4420794609" + (40 + n);
    }

    private static JsonNode event(Events events, String callId, String type) {
        return events.awaitEvent(CALL, callId, type).path("data");
    }

    private static JsonNode end(Events events, String callId) {
        return event(events, callId, "call.ended").path("call");
    }

    private static List<JsonNode> timeline(String callId, String type) {
        var entries = SUITE.api().get("/calls/" + callId + "/timeline").json();
        return StreamSupport.stream(entries.spliterator(), false)
                .filter(entry -> entry.path("type").asText().equals(type))
                .toList();
    }

    @Test
    void who_asks_to_be_called_back_keeps_their_place_and_is_called_once() {
        ROUTES.queue("t-back", ",\"callbackKey\":\"1\"");
        ROUTES.did(did(1), toQueue("t-back"));
        try (var events = SUITE.events()) {
            var first = callers.call(events, ANSWERS_AT_ONCE, did(1), "key1");
            event(events, first, "call.callback-requested");
            assertThat(end(events, first).path("outcome").asText()).isEqualTo("NO_ANSWER");
            var second = callers.call(events, "+442079460741", did(1));
            event(events, second, "call.queued");

            floor.logIn(1080, "t-back");

            var back = events.await(
                            CALL,
                            "the call back",
                            frame -> frame.at("/data/call/metadata/callbackOf")
                                            .asText()
                                            .equals(first)
                                    && frame.path("type").asText().equals("call.connected"))
                    .path("data");
            assertThat(back.at("/call/to").asText()).isEqualTo(ANSWERS_AT_ONCE);
            assertThat(back.at("/call/agentId").asText()).isEqualTo("1080");
            assertThat(events.typesOf(second)).doesNotContain("call.offered");
            var callId = back.path("callId").asText();
            SUITE.api().post("/calls/" + callId + "/hangup");
            end(events, callId);
            event(events, second, "call.connected");
            await().atMost(CALL).untilAsserted(() -> {
                var kept = SUITE.api().get("/callbacks/" + callId).json();
                assertThat(kept.path("state").asText()).isEqualTo("DONE");
                assertThat(kept.path("callbackOf").asText()).isEqualTo(first);
                assertThat(kept.path("attempts").findValuesAsText("outcome")).containsExactly("ANSWERED");
            });
        }
    }

    @Test
    void who_is_busy_when_the_crm_has_them_called_is_to_be_tried_again() {
        ROUTES.queue("t-crm", "");
        floor.logIn(1081, "t-crm");
        await().atMost(CALL).until(() -> SUITE.api()
                .get("/live")
                .json()
                .path("queues")
                .findValuesAsText("queueId")
                .contains("t-crm"));
        var asked = SUITE.api().post("/callbacks", "{\"number\":\"" + IS_BUSY + "\",\"queueId\":\"t-crm\"}");
        assertThat(asked.status()).as(asked.body()).isEqualTo(201);
        var id = asked.json().path("callbackId").asText();

        await().atMost(CALL).untilAsserted(() -> {
            var kept = SUITE.api().get("/callbacks/" + id).json();
            assertThat(kept.path("attempts").findValuesAsText("outcome")).containsExactly("BUSY");
            assertThat(kept.path("state").asText()).isEqualTo("WAITING");
            assertThat(kept.path("nextAttemptAt").asText())
                    .isGreaterThan(kept.at("/attempts/0/endedAt").asText());
        });

        assertThat(SUITE.api().delete("/callbacks/" + id).status()).isEqualTo(204);
    }

    @Test
    void a_number_leads_to_a_number_outside_that_answers() {
        ROUTES.did(did(2), "{\"number\":\"" + ANSWERS_AT_ONCE + "\"}");
        try (var events = SUITE.events()) {
            var callId = callers.call(events, "+442079460742", did(2));

            var connected = event(events, callId, "call.connected").path("call");

            assertThat(connected.path("agentId").isTextual()).isFalse();
            assertThat(SUITE.api().get("/calls/" + callId).json().path("legs").findValuesAsText("number"))
                    .contains(ANSWERS_AT_ONCE);
            callers.hangsUp(0);
            assertThat(end(events, callId).path("outcome").asText()).isEqualTo("ANSWERED");
        }
    }

    @Test
    void a_number_outside_that_is_busy_ends_with_an_apology() {
        ROUTES.did(did(3), "{\"number\":\"" + IS_BUSY + "\"}");
        try (var events = SUITE.events()) {
            var callId = callers.call(events, "+442079460743", did(3));

            assertThat(end(events, callId).path("outcome").asText()).isEqualTo("NO_ANSWER");

            assertThat(timeline(callId, "pbx.announced")).hasSize(1);
        }
    }

    @Test
    void a_number_leads_to_one_agent_and_to_no_other() {
        ROUTES.did(did(4), "{\"agentId\":\"1082\"}");
        floor.logIn(1083, "t-alone");
        try (var events = SUITE.events()) {
            var callId = callers.call(events, "+442079460744", did(4));
            assertThat(event(events, callId, "call.queued").path("queueId").asText())
                    .isEqualTo("@1082");

            floor.logIn(1082, "t-alone");

            assertThat(event(events, callId, "call.connected")
                            .at("/call/agentId")
                            .asText())
                    .isEqualTo("1082");
            callers.hangsUp(0);
            assertThat(end(events, callId).path("outcome").asText()).isEqualTo("ANSWERED");
        }
    }

    @Test
    void who_waits_is_told_where_they_are_again_and_again() {
        ROUTES.put("queues", "t-told", "{\"name\":\"t-told\",\"teams\":[\"t-told\"],\"announceEverySeconds\":10}");
        ROUTES.did(did(5), toQueue("t-told"));
        try (var events = SUITE.events();
                var commands = SUITE.topic("tandem.ari.commands");
                var facts = SUITE.topic("tandem.pbx.facts")) {
            var first = callers.call(events, "+442079460745", did(5));
            event(events, first, "call.queued");
            var second = callers.call(events, "+442079460755", did(5));

            for (var callId : List.of(first, second)) {
                facts.await(
                        CALL,
                        "two announcements that were played to their end",
                        all -> of(callId, "pbx.announced.v1", all).size() >= 2);
            }

            assertThat(of(first, ANNOUNCE, commands.records()))
                    .allSatisfy(
                            said -> assertThat(said.path("media").toString()).contains("sound:queue-youarenext"));
            assertThat(of(second, ANNOUNCE, commands.records()))
                    .allSatisfy(said -> assertThat(said.path("media").toString())
                            .contains("sound:queue-thereare", "number:2", "sound:queue-callswaiting"));
        }
    }

    private static List<JsonNode> of(String callId, String type, List<JsonNode> records) {
        return records.stream()
                .filter(record -> record.path("callId").asText().equals(callId)
                        && record.path("type").asText().equals(type))
                .toList();
    }

    @Test
    void a_queue_that_is_full_sends_the_next_caller_on() {
        ROUTES.queue("t-over", "");
        ROUTES.queue("t-full", ",\"maxLength\":1,\"overflow\":" + toQueue("t-over"));
        ROUTES.did(did(6), toQueue("t-full"));
        floor.logIn(1084, "t-over");
        try (var events = SUITE.events()) {
            var first = callers.call(events, "+442079460746", did(6));
            assertThat(event(events, first, "call.queued").path("queueId").asText())
                    .isEqualTo("t-full");

            var second = callers.call(events, "+442079460747", did(6));

            assertThat(event(events, second, "call.queued").path("queueId").asText())
                    .isEqualTo("t-over");
            assertThat(event(events, second, "call.connected")
                            .at("/call/agentId")
                            .asText())
                    .isEqualTo("1084");
            assertThat(events.typesOf(first)).doesNotContain("call.offered");
        }
    }

    @Test
    void a_number_leads_into_the_sites_dialplan_and_into_no_context_that_is_not_on_the_list() {
        ROUTES.did(did(7), "{\"dialplan\":\"100@site-queue\"}");
        ROUTES.did(did(8), "{\"dialplan\":\"s@tandem-unserved\"}");
        try (var events = SUITE.events()) {
            var allowed = callers.call(events, "+442079460748", did(7));
            assertThat(end(events, allowed).path("outcome").asText()).isEqualTo("UNKNOWN");
            assertThat(end(events, allowed).path("hangupCause").asText()).contains("100@site-queue");

            var refused = callers.call(events, "+442079460749", did(8));
            var ended = end(events, refused);
            assertThat(ended.path("outcome").asText()).isEqualTo("FAILED");
            assertThat(ended.path("hangupCause").asText()).contains("s@tandem-unserved");
        }
    }

    @Test
    void an_agent_sends_their_caller_by_a_menu_into_the_sites_dialplan() {
        ROUTES.queue("t-site", "");
        ROUTES.put(
                "menus",
                "t-site",
                "{\"name\":\"t-site\",\"prompts\":[\"beep\"],\"digitTimeoutSeconds\":1,\"retries\":0,"
                        + "\"choices\":{\"9\":{\"hangUp\":true}},\"otherwise\":{\"dialplan\":\"100@site-queue\"}}");
        ROUTES.did(did(9), toQueue("t-site"));
        floor.logIn(1085, "t-site");
        try (var events = SUITE.events()) {
            var callId = callers.call(events, "+442079460750", did(9));
            event(events, callId, "call.connected");

            assertThat(SUITE.api()
                            .post(
                                    "/calls/" + callId + "/transfer",
                                    "{\"kind\":\"blind\",\"to\":{\"menuId\":\"t-site\"}}")
                            .status())
                    .isEqualTo(202);

            event(events, callId, "call.menu-ended");
            assertThat(end(events, callId).path("outcome").asText()).isEqualTo("ANSWERED");
            await().atMost(CALL)
                    .untilAsserted(() -> assertThat(floor.status(1085)).isNotEqualTo("ON_CALL"));
        }
    }

    @Test
    void a_menu_whose_controller_dies_is_begun_again_by_the_next() {
        ROUTES.put(
                "menus",
                "t-dies",
                "{\"name\":\"t-dies\",\"prompts\":[\"demo-congrats\"],\"digitTimeoutSeconds\":30,"
                        + "\"choices\":{\"1\":{\"message\":\"demo-thanks\"}},\"otherwise\":{\"hangUp\":true}}");
        ROUTES.did(did(11), "{\"menuId\":\"t-dies\"}");
        try (var events = SUITE.events()) {
            var callId = callers.call(events, "+442079460753", did(11), "late1");
            await().atMost(CALL).until(() -> SUITE.pbx()
                    .console("core show channels concise")
                    .lines()
                    .anyMatch(line -> line.startsWith("PJSIP/") && line.contains("!Up!")));

            SUITE.kill("ari-controller");
            SUITE.restart("ari-controller");

            assertThat(event(events, callId, "call.menu-ended").path("digits").asText())
                    .isEqualTo("1");
            assertThat(end(events, callId).path("outcome").asText()).isEqualTo("NO_ANSWER");
        }
    }

    @Test
    void the_audit_misses_a_caller_whose_call_is_not_kept() {
        var since = Instant.now();
        ROUTES.queue("t-lost", "");
        ROUTES.did(did(12), toQueue("t-lost"));
        try (var events = SUITE.events()) {
            var callId = callers.call(events, "+442079460754", did(12));
            event(events, callId, "call.queued");
            await().atMost(CALL)
                    .until(() -> !timeline(callId, "pbx.channel-answered").isEmpty());
            callers.hangsUp(0);
            end(events, callId);
            var database = Database.ofTheSuite();
            var kept = "FROM calls.call WHERE call_id = '" + callId + "'";
            await().atMost(CALL).until(() -> database.count("SELECT count(*) " + kept) == 1);
            assertThat(audit(since)).doesNotContain(callId);

            // An ended call stays in Redis for half a minute and is kept once more when it leaves.
            await().atMost(CALL.multipliedBy(2)).untilAsserted(() -> {
                database.run("DELETE " + kept);
                assertThat(audit(since)).contains("lost      " + callId);
            });

            database.run("DELETE FROM pbx.cel WHERE pbx_id || ':' || uniqueid = '" + callId + "'");
        }
    }

    private static String audit(Instant since) {
        return Command.run(CALL, "audit", "--since", since.toString()).output();
    }

    /** As whoever follows the events counts those who wait in the queue. */
    private static long waiting(Events events, Set<String> callIds) {
        return callIds.stream()
                .filter(callId -> {
                    var last = events.typesOf(callId).stream()
                            .filter(type -> Set.of("call.queued", "call.offer-ended", "call.offered", "call.ended")
                                    .contains(type))
                            .reduce((_, later) -> later);
                    return last.filter(type -> type.equals("call.queued") || type.equals("call.offer-ended"))
                            .isPresent();
                })
                .count();
    }

    private static JsonNode live(String queueId) {
        var queues = SUITE.api().get("/live").json().path("queues");
        return StreamSupport.stream(queues.spliterator(), false)
                .filter(queue -> queue.path("queueId").asText().equals(queueId))
                .findFirst()
                .orElseThrow();
    }

    private static Metrics metrics() {
        return SUITE.metrics(SUITE.part("call-state-service"));
    }

    private static double gauge(String name) {
        return metrics().sum("tandem_queue_" + name, "queue=\"t-live\"");
    }

    @Test
    void rest_the_events_and_the_metrics_tell_the_same_of_a_queue_and_its_agents() {
        ROUTES.queue("t-live", "");
        ROUTES.did(did(10), toQueue("t-live"));
        try (var events = SUITE.events()) {
            var first = callers.call(events, "+442079460751", did(10));
            var second = callers.call(events, "+442079460752", did(10));
            var both = Set.of(first, second);
            await().atMost(CALL).untilAsserted(() -> {
                assertThat(waiting(events, both)).isEqualTo(2);
                assertThat(live("t-live").path("waiting").asInt()).isEqualTo(2);
                assertThat(gauge("waiting")).isEqualTo(2);
            });
            // It only grows: what REST says lies between what was measured before and what is measured after.
            var before = gauge("oldest_wait_seconds");
            var oldest = live("t-live").path("oldestWaitSeconds").asDouble();
            assertThat(oldest).isGreaterThanOrEqualTo(before);
            await().atMost(CALL).until(() -> gauge("oldest_wait_seconds") >= oldest);

            floor.logIn(1086, "t-live");
            event(events, first, "call.connected");

            await().atMost(CALL).untilAsserted(() -> {
                assertThat(waiting(events, both)).isEqualTo(1);
                var now = live("t-live");
                assertThat(now.path("waiting").asInt()).isEqualTo(1);
                assertThat(now.path("answered").asInt()).isPositive();
                assertThat(gauge("waiting")).isEqualTo(1);
                assertThat(gauge("service_level"))
                        .isEqualTo(now.path("serviceLevel").asDouble());
                assertThat(gauge("agents_available"))
                        .isEqualTo(now.path("agentsAvailable").asInt());
                var agents = SUITE.api().get("/live").json().path("agents");
                var measured = metrics();
                assertThat(Stream.of("OFFLINE", "AVAILABLE", "RESERVED", "RINGING", "ON_CALL", "WRAP_UP", "PAUSED"))
                        .allSatisfy(status -> assertThat(
                                        measured.sum("tandem_agents", "tenant=\"acme\"", "status=\"" + status + "\""))
                                .as(status)
                                .isEqualTo(agents.path(status).asInt()));
            });
        }
    }
}
