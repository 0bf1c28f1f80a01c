package io.tandem.acceptance;

import static io.tandem.acceptance.suite.Hearing.goesOn;
import static io.tandem.acceptance.suite.Hearing.hasStopped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.acceptance.suite.Await;
import io.tandem.acceptance.suite.Events;
import io.tandem.acceptance.suite.Heard;
import io.tandem.acceptance.suite.Suite;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Agents whose phone is called once, and who wait for their calls at a desk; see docs/desk.md. */
class DeskIT {

    private static final Duration CALL = Duration.ofSeconds(60);
    private static final int TONE_OF_PHONES = 440;
    private static final int TONE_OF_CUSTOMERS = 1000;
    private static final int PLAYS_A_TONE = 1680;
    private static final int PACED = 1681;
    private static final int LISTENS = 1780;
    private static final int HANGS_UP = 1406;
    private static final int BUSY = 1380;
    private static final int RINGS_OUT = 1280;
    private static final int CALLS = 30;
    private static final String OURS = "+442079460986";

    private static final Suite SUITE = Suite.running();

    @BeforeAll
    static void agents_have_phones() {
        SUITE.agents(PLAYS_A_TONE, 2);
        List.of(LISTENS, HANGS_UP, BUSY, RINGS_OUT).forEach(agent -> SUITE.agents(agent, 1));
    }

    @AfterEach
    void who_logs_out_leaves_nothing_on_the_pbx() {
        List.of(PLAYS_A_TONE, PACED, LISTENS, HANGS_UP, BUSY, RINGS_OUT).forEach(DeskIT::logOut);
        await().atMost(CALL).untilAsserted(() -> {
            assertThat(SUITE.pbx().calls()).isEmpty();
            assertThat(SUITE.pbx().bridges()).isEmpty();
        });
    }

    private static JsonNode presence(int agent) {
        return SUITE.api().get("/presence/" + agent).json();
    }

    private static void logOut(int agent) {
        SUITE.api().post("/presence/" + agent + "/logout", "{}");
    }

    /** The directory may not have reached call-state-service yet. */
    private static void logIn(int agent) {
        Await.until(
                CALL,
                agent + " logs in",
                () -> SUITE.api()
                                .post("/presence/" + agent + "/login", "{\"mode\":\"waiting\"}")
                                .status()
                        == 200,
                () -> presence(agent));
    }

    private static void waits(int agent) {
        logIn(agent);
        isIn(agent, "AVAILABLE");
        assertThat(presence(agent).path("mode").asText()).isEqualTo("waiting");
    }

    private static void isIn(int agent, String status) {
        Await.until(
                CALL,
                agent + " is " + status,
                () -> status.equals(presence(agent).path("status").asText()),
                () -> presence(agent));
    }

    private static List<String> statusesOf(Events events, int agent) {
        return events.of(Integer.toString(agent)).stream()
                .filter(frame -> "agent.presence".equals(frame.path("type").asText()))
                .map(frame -> frame.path("data").path("status").asText())
                .toList();
    }

    private static List<String> desks() {
        return SUITE.pbx()
                .console("core show channels concise")
                .lines()
                .map(line -> line.substring(line.lastIndexOf('!') + 1))
                .filter(channel -> channel.endsWith(".desk"))
                .toList();
    }

    private static String campaign(String name, int agent, int wrapUpSeconds, List<String> numbers) {
        var made = SUITE.api()
                .post("/campaigns", """
                        {"name": "%s", "agents": ["%d"], "maxConcurrent": 1, "wrapUpSeconds": %d}""".formatted(name, agent, wrapUpSeconds))
                .json();
        var id = made.path("id").asText();
        var list = "number\n" + String.join("\n", numbers) + "\n";
        assertThat(SUITE.api()
                        .send("POST", "/campaigns/" + id + "/contacts", list, "text/csv")
                        .status())
                .isEqualTo(201);
        assertThat(SUITE.api().post("/campaigns/" + id + "/start").status()).isEqualTo(200);
        return id;
    }

    private static List<JsonNode> connectedOf(Events events, String campaign) {
        return events.frames().stream()
                .filter(frame -> "call.connected".equals(frame.path("type").asText()))
                .filter(frame -> campaign.equals(
                        frame.path("data").path("call").path("campaignId").asText()))
                .toList();
    }

    private static String connected(Events events, String campaign, int count) {
        events.awaitAll(
                CALL,
                count + " connected calls of the campaign",
                _ -> connectedOf(events, campaign).size() >= count);
        return connectedOf(events, campaign).get(count - 1).path("subject").asText();
    }

    private static void hangUp(Events events, String callId) {
        SUITE.api().post("/calls/" + callId + "/hangup");
        assertThat(events.awaitEvent(CALL, callId, "call.ended")
                        .path("data")
                        .path("call")
                        .path("outcome")
                        .asText())
                .isEqualTo("ANSWERED");
    }

    @Test
    void an_agent_is_called_once_and_waits_until_they_log_out() {
        try (var events = SUITE.events()) {
            waits(PLAYS_A_TONE);
            logIn(PLAYS_A_TONE);

            assertThat(desks()).hasSize(1);
            assertThat(statusesOf(events, PLAYS_A_TONE)).endsWith("RINGING", "AVAILABLE");

            logOut(PLAYS_A_TONE);
            isIn(PLAYS_A_TONE, "OFFLINE");
            await().atMost(CALL).until(() -> desks().isEmpty());
        }
    }

    @Test
    void an_agent_whose_phone_is_busy_is_offline_and_told_why() {
        try (var events = SUITE.events()) {
            logIn(BUSY);

            isIn(BUSY, "OFFLINE");
            assertThat(presence(BUSY).path("reason").asText()).isEqualTo("desk-busy");
            await().atMost(CALL).until(() -> statusesOf(events, BUSY).equals(List.of("RINGING", "OFFLINE")));
            await().atMost(CALL).until(() -> SUITE.api()
                    .get("/presence/" + BUSY + "/history")
                    .body()
                    .contains("desk-busy"));
        }
    }

    @Test
    void an_agent_whose_phone_rings_cannot_be_called_and_may_log_out() {
        logIn(RINGS_OUT);
        isIn(RINGS_OUT, "RINGING");

        var refused = SUITE.api().post("/calls", "{\"agentId\":\"" + RINGS_OUT + "\",\"to\":\"+442079460102\"}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("desk");
        logOut(RINGS_OUT);
        isIn(RINGS_OUT, "OFFLINE");
    }

    @Test
    void an_agent_who_hangs_the_phone_up_has_logged_out() {
        waits(HANGS_UP);

        isIn(HANGS_UP, "OFFLINE");

        assertThat(presence(HANGS_UP).path("reason").asText()).isEqualTo("desk-hung-up");
    }

    @Test
    void a_customer_of_a_campaign_is_called_first_and_heard_by_an_agent_whose_phone_does_not_ring() throws Exception {
        var customer = Heard.by("+441134960180");
        waits(PLAYS_A_TONE);
        var desk = desks();
        try (var events = SUITE.events()) {
            var campaign = campaign("Desk", PLAYS_A_TONE, 1, List.of("+441134960180", "+441134960181"));

            var first = connected(events, campaign, 1);

            assertThat(events.typesOf(first))
                    .containsSubsequence(
                            "call.requested", "call.customer-dialing", "call.customer-answered", "call.connected")
                    .containsSubsequence("call.customer-answered", "call.agent-answered")
                    .doesNotContain("call.agent-ringing", "call.agent-in-conference", "call.degraded");
            goesOn(() -> customer.tones(TONE_OF_PHONES));
            isIn(PLAYS_A_TONE, "ON_CALL");
            assertThat(desks()).isEqualTo(desk);
            hangUp(events, first);

            var second = connected(events, campaign, 2);
            hasStopped(() -> customer.tones(TONE_OF_PHONES));
            assertThat(desks()).isEqualTo(desk);
            hangUp(events, second);
            isIn(PLAYS_A_TONE, "AVAILABLE");
            assertThat(desks()).isEqualTo(desk);
        }
    }

    @Test
    void an_agent_at_the_desk_calls_somebody_and_hears_them_until_the_end_and_is_called_back_by_nobody()
            throws Exception {
        var agent = Heard.by(Integer.toString(LISTENS));
        waits(LISTENS);
        var desk = desks();
        try (var events = SUITE.events()) {
            var callId = SUITE.call(LISTENS, "+441134960080");

            events.awaitEvent(CALL, callId, "call.connected");

            goesOn(() -> agent.tones(TONE_OF_CUSTOMERS));
            hangUp(events, callId);
            hasStopped(() -> agent.tones(TONE_OF_CUSTOMERS));
            assertThat(desks()).isEqualTo(desk);
        }
    }

    @Test
    void a_call_that_comes_in_reaches_the_agent_at_the_desk() throws Exception {
        var agent = Heard.by(Integer.toString(LISTENS));
        waits(LISTENS);
        var desk = desks();
        var number = "{\"name\":\"desk\",\"to\":{\"agentId\":\"" + LISTENS + "\"}}";
        if (SUITE.api().put("/dids/" + OURS, number).status() == 404) {
            SUITE.api().post("/dids", number.replaceFirst("\\{", "{\"id\":\"" + OURS + "\","));
        }
        try (var events = SUITE.events();
                var carrier = SUITE.carrier()) {
            var caller = carrier.calls("+442079460987", OURS);
            var callId = events.await(
                            CALL,
                            "the caller talks",
                            frame -> "call.connected".equals(frame.path("type").asText())
                                    && OURS.equals(frame.path("data")
                                            .path("call")
                                            .path("to")
                                            .asText()))
                    .path("subject")
                    .asText();

            goesOn(() -> agent.others(TONE_OF_CUSTOMERS));
            assertThat(desks()).isEqualTo(desk);
            carrier.hangUp(caller);
            events.awaitEvent(CALL, callId, "call.ended");
            isIn(LISTENS, "AVAILABLE");
            assertThat(desks()).isEqualTo(desk);
        }
    }

    @Test
    void a_customer_is_transferred_to_an_agent_at_the_desk() throws Exception {
        var agent = Heard.by(Integer.toString(LISTENS));
        waits(LISTENS);
        var desk = desks();
        try (var events = SUITE.events()) {
            var callId = SUITE.call(PACED, "+441134960083");
            events.awaitEvent(CALL, callId, "call.connected");

            var asked = SUITE.api()
                    .post(
                            "/calls/" + callId + "/transfer",
                            "{\"kind\":\"blind\",\"to\":{\"agentId\":\"" + LISTENS + "\"}}");
            assertThat(asked.status()).as(asked.body()).isEqualTo(202);

            events.awaitEvent(CALL, callId, "call.transfer-completed");
            goesOn(() -> agent.tones(TONE_OF_CUSTOMERS));
            assertThat(desks()).isEqualTo(desk);
            hangUp(events, callId);
            isIn(LISTENS, "AVAILABLE");
            assertThat(desks()).isEqualTo(desk);
        }
    }

    @Test
    void a_call_ends_when_the_agent_hangs_the_desks_phone_up() {
        waits(PLAYS_A_TONE);
        var phone = desks().getFirst();
        try (var events = SUITE.events()) {
            var callId = SUITE.call(PLAYS_A_TONE, "+441134960081");
            events.awaitEvent(CALL, callId, "call.connected");

            SUITE.pbx().hangUp(phone);

            events.awaitEvent(CALL, callId, "call.ended");
            isIn(PLAYS_A_TONE, "OFFLINE");
        }
    }

    @Test
    void an_agent_waits_on_and_is_given_calls_after_the_controller_was_killed() throws Exception {
        var agent = Heard.by(Integer.toString(LISTENS));
        waits(LISTENS);
        var desk = desks();

        SUITE.kill("ari-controller");
        SUITE.restart("ari-controller");

        assertThat(desks()).isEqualTo(desk);
        assertThat(presence(LISTENS).path("status").asText()).isEqualTo("AVAILABLE");
        try (var events = SUITE.events()) {
            var campaign = campaign("Desk, again", LISTENS, 1, List.of("+441134960082"));
            var callId = connected(events, campaign, 1);
            goesOn(() -> agent.tones(TONE_OF_CUSTOMERS));
            hangUp(events, callId);
        }
        assertThat(desks()).isEqualTo(desk);
    }

    /** Printed: from the customer's answer to both being in one bridge, by the PBX's own events. */
    @Test
    void customers_are_given_to_who_waits_one_after_the_other() {
        waits(PACED);
        var numbers = IntStream.range(0, CALLS)
                .mapToObj(i -> "+4411349600" + (60 + i))
                .collect(Collectors.toList());
        try (var events = SUITE.events()) {
            var campaign = campaign("Desk, paced", PACED, 0, numbers);
            var millis = new ArrayList<Long>();
            for (int i = 1; i <= CALLS; i++) {
                var callId = connected(events, campaign, i);
                var call = SUITE.api().get("/calls/" + callId).json();
                millis.add(Duration.between(
                                Instant.parse(call.path("answeredAt").asText()),
                                Instant.parse(call.path("connectedAt").asText()))
                        .toMillis());
                hangUp(events, callId);
            }
            millis.sort(null);
            System.out.printf(
                    "customer's answer to connected, %d calls: p50 %d ms, p90 %d ms, most %d ms%n",
                    CALLS, millis.get(CALLS / 2), millis.get(CALLS * 9 / 10), millis.getLast());
            assertThat(millis).hasSize(CALLS);
        }
    }
}
