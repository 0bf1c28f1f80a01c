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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The cells of docs/transfers.md on a real Asterisk, told through REST and WebSocket: who has the call afterwards, and who hears whom.
 */
class TransferIT {

    private static final Duration CALL = Duration.ofSeconds(60);
    private static final int TONE = 440;

    private static final Suite SUITE = Suite.running();

    @BeforeAll
    static void agents_have_phones() {
        SUITE.agents(1054, 16);
        SUITE.agents(1161, 2);
        SUITE.agents(1260, 1);
        SUITE.agents(1360, 1);
        SUITE.agents(1404, 1);
        SUITE.agents(1610, 8);
        SUITE.agents(1710, 1);
    }

    @AfterAll
    static void nothing_is_left_on_the_pbx() {
        await().atMost(CALL).untilAsserted(() -> {
            assertThat(SUITE.pbx().calls()).isEmpty();
            assertThat(SUITE.pbx().bridges()).isEmpty();
        });
    }

    private static String connected(Events events, int agent, String number) {
        var callId = SUITE.call(agent, number);
        events.awaitEvent(CALL, callId, "call.connected");
        return callId;
    }

    private static Api.Answer ask(String callId, String operation, String body) {
        return SUITE.api().post("/calls/" + callId + "/" + operation, body);
    }

    private static void granted(String callId, String operation, String body) {
        assertThat(ask(callId, operation, body))
                .satisfies(
                        answer -> assertThat(answer.status()).as(answer.body()).isEqualTo(202));
    }

    private static void transfer(String callId, String kind, String to) {
        granted(callId, "transfer", "{\"kind\":\"" + kind + "\",\"to\":" + to + "}");
    }

    private static String agent(int id) {
        return "{\"agentId\":\"" + id + "\"}";
    }

    private static JsonNode event(Events events, String callId, String type) {
        return events.awaitEvent(CALL, callId, type).path("data");
    }

    private static JsonNode call(String callId) {
        return SUITE.api().get("/calls/" + callId).json();
    }

    private static void hangUp(Events events, String callId) {
        SUITE.api().post("/calls/" + callId + "/hangup");
        event(events, callId, "call.ended");
    }

    private static void isFree(int agentId) {
        await().atMost(CALL)
                .untilAsserted(() ->
                        assertThat(presence(agentId).path("callId").isTextual()).isFalse());
    }

    private static JsonNode presence(int agentId) {
        return SUITE.api().get("/presence/" + agentId).json();
    }

    private static void isOnCall(int agentId, String callId) {
        await().atMost(CALL).untilAsserted(() -> {
            assertThat(presence(agentId).path("status").asText()).isEqualTo("ON_CALL");
            assertThat(presence(agentId).path("callId").asText()).isEqualTo(callId);
        });
    }

    private static void isTheCallOf(int agentId, String callId) {
        assertThat(call(callId).path("agentId").asText()).isEqualTo(Integer.toString(agentId));
        assertThat(call(callId).path("state").asText()).isEqualTo("CONNECTED");
        isOnCall(agentId, callId);
    }

    @Test
    void a_blind_transfer_gives_the_customer_to_the_agent_who_answers() throws Exception {
        var customer = Heard.by("+441134960110");
        try (var events = SUITE.events()) {
            var callId = connected(events, 1060, "+441134960110");
            assertThat(customer.tones(TONE)).isZero();

            transfer(callId, "blind", agent(1610));

            assertThat(event(events, callId, "call.transfer-completed")
                            .path("to")
                            .path("agentId")
                            .asText())
                    .isEqualTo("1610");
            goesOn(() -> customer.tones(TONE));
            isTheCallOf(1610, callId);
            isFree(1060);
            assertThat(SUITE.api().get("/calls/" + callId + "/timeline").body())
                    .contains("call.transfer-started", "call.transfer-completed", "pbx.transferred");
            hangUp(events, callId);
            isFree(1610);
        }
    }

    @Test
    void a_blind_transfer_to_a_number_frees_the_agent() {
        try (var events = SUITE.events()) {
            var callId = connected(events, 1061, "+442079460001");

            transfer(callId, "blind", "{\"number\":\"+442079460000\"}");

            event(events, callId, "call.transfer-completed");
            isFree(1061);
            assertThat(call(callId).path("state").asText()).isEqualTo("CONNECTED");
            assertThat(call(callId).path("legs").get(2).path("number").asText()).isEqualTo("+442079460000");
            hangUp(events, callId);
        }
    }

    @Test
    void a_blind_transfer_to_somebody_who_is_busy_gives_the_customer_back() throws Exception {
        var customer = Heard.by("+441134960111");
        try (var events = SUITE.events()) {
            var callId = connected(events, 1611, "+441134960111");

            transfer(callId, "blind", agent(1360));

            assertThat(event(events, callId, "call.transfer-failed")
                            .path("reason")
                            .asText())
                    .isEqualTo("busy");
            goesOn(() -> customer.tones(TONE));
            isTheCallOf(1611, callId);
            isFree(1360);
            hangUp(events, callId);
        }
    }

    @Test
    void a_blind_transfer_goes_on_when_the_agent_hangs_up_before_the_answer() {
        try (var events = SUITE.events()) {
            var callId = connected(events, 1054, "+442079460000");

            transfer(callId, "blind", "{\"number\":\"+442079460012\"}");
            event(events, callId, "call.transfer-started");
            SUITE.pbx().hangUp(callId + ".agent");

            event(events, callId, "call.transfer-completed"); // twelve seconds after it was dialled
            assertThat(call(callId).path("state").asText()).isEqualTo("CONNECTED");
            isFree(1054);
            hangUp(events, callId);
        }
    }

    @Test
    void an_agent_who_hung_up_is_called_back_when_nobody_takes_the_call() throws Exception {
        var customer = Heard.by("+441134960112");
        try (var events = SUITE.events()) {
            var callId = connected(events, 1055, "+441134960112");

            transfer(callId, "blind", agent(1260));
            event(events, callId, "call.transfer-started");
            SUITE.pbx().hangUp(callId + ".agent");

            goesOn(() -> customer.others(TONE));
            assertThat(event(events, callId, "call.transfer-failed")
                            .path("reason")
                            .asText())
                    .isEqualTo("no answer");
            assertThat(event(events, callId, "call.transfer-completed")
                            .path("kind")
                            .asText())
                    .isEqualTo("recall");
            isTheCallOf(1055, callId);
            isFree(1260);
            hangUp(events, callId);
        }
    }

    @Test
    void a_consultation_is_between_two_while_the_customer_hears_music_and_is_then_completed() throws Exception {
        var customer = Heard.by("+441134960113");
        var consulting = Heard.by("1710");
        try (var events = SUITE.events()) {
            var callId = connected(events, 1710, "+441134960113");

            transfer(callId, "attended", agent(1612));
            event(events, callId, "call.transfer-answered");

            goesOn(() -> consulting.tones(TONE));
            goesOn(() -> customer.others(TONE));
            assertThat(customer.tones(TONE)).isZero();
            assertThat(call(callId).path("state").asText()).isEqualTo("TRANSFERRING");
            isOnCall(1612, callId);
            isOnCall(1710, callId);

            granted(callId, "transfer/complete", "");
            event(events, callId, "call.transfer-completed");

            goesOn(() -> customer.tones(TONE));
            isTheCallOf(1612, callId);
            isFree(1710);
            hangUp(events, callId);
        }
    }

    @Test
    void a_consultation_is_cancelled_and_the_customer_is_back() throws Exception {
        var customer = Heard.by("+441134960114");
        try (var events = SUITE.events()) {
            var callId = connected(events, 1613, "+441134960114");
            transfer(callId, "attended", agent(1062));
            event(events, callId, "call.transfer-answered");
            hasStopped(() -> customer.tones(TONE));

            granted(callId, "transfer/cancel", "");
            event(events, callId, "call.transfer-failed");

            goesOn(() -> customer.tones(TONE));
            isTheCallOf(1613, callId);
            isFree(1062);
            hangUp(events, callId);
        }
    }

    @Test
    void a_consultation_becomes_a_conference_whose_parties_are_muted_and_removed() throws Exception {
        var customer = Heard.by("+441134960115");
        try (var events = SUITE.events()) {
            var callId = connected(events, 1063, "+441134960115");
            transfer(callId, "attended", agent(1614));
            event(events, callId, "call.transfer-answered");

            granted(callId, "transfer/conference", "");
            var leg = event(events, callId, "call.party-joined")
                    .path("party")
                    .path("legId")
                    .asText();

            goesOn(() -> customer.tones(TONE));
            isTheCallOf(1063, callId);
            granted(callId, "parties/" + leg + "/mute", "{}");
            event(events, callId, "call.party-muted");
            hasStopped(() -> customer.tones(TONE));
            assertThat(SUITE.api()
                            .delete("/calls/" + callId + "/parties/" + leg)
                            .status())
                    .isEqualTo(202);
            event(events, callId, "call.party-left");
            isFree(1614);
            hangUp(events, callId);
        }
    }

    @Test
    void a_consultation_whose_target_hangs_up_gives_the_customer_back() {
        try (var events = SUITE.events()) {
            var callId = connected(events, 1064, "+442079460000");

            transfer(callId, "attended", agent(1404));
            event(events, callId, "call.transfer-answered");

            assertThat(event(events, callId, "call.transfer-failed")
                            .path("reason")
                            .asText())
                    .isEqualTo("hung up");
            isTheCallOf(1064, callId);
            isFree(1404);
            hangUp(events, callId);
        }
    }

    @Test
    void a_consultation_whose_agent_hangs_up_is_a_transfer() {
        try (var events = SUITE.events()) {
            var callId = connected(events, 1056, "+442079460000");

            transfer(callId, "attended", agent(1065));
            event(events, callId, "call.transfer-answered");
            SUITE.pbx().hangUp(callId + ".agent");

            event(events, callId, "call.transfer-completed");
            isTheCallOf(1065, callId);
            isFree(1056);
            hangUp(events, callId);
        }
    }

    @Test
    void a_consultation_whose_customer_hangs_up_ends_for_all() {
        try (var events = SUITE.events()) {
            var callId = connected(events, 1066, "+442079460000");

            transfer(callId, "attended", agent(1067));
            event(events, callId, "call.transfer-answered");
            SUITE.pbx().hangUp(callId + ".customer");

            assertThat(event(events, callId, "call.ended")
                            .path("call")
                            .path("outcome")
                            .asText())
                    .isEqualTo("ANSWERED");
            isFree(1066);
            isFree(1067);
        }
    }

    @Test
    void a_number_is_added_and_the_call_goes_on_with_it_when_the_agent_leaves() throws Exception {
        var customer = Heard.by("+441134960116");
        try (var events = SUITE.events()) {
            var callId = connected(events, 1615, "+441134960116");

            granted(callId, "parties", "{\"number\":\"+442079460000\"}");
            event(events, callId, "call.party-joined");
            goesOn(() -> customer.tones(TONE));

            assertThat(SUITE.api().delete("/calls/" + callId + "/parties/agent").status())
                    .isEqualTo(202);
            event(events, callId, "call.party-left");
            hasStopped(() -> customer.tones(TONE));
            isFree(1615);
            hangUp(events, callId);
        }
    }

    @Test
    void a_parked_customer_is_fetched_by_another_agent() throws Exception {
        var customer = Heard.by("+441134960117");
        try (var events = SUITE.events()) {
            var callId = connected(events, 1068, "+441134960117");

            granted(callId, "park", "{\"timeoutSeconds\":60}");
            event(events, callId, "call.parked");
            isFree(1068);
            goesOn(() -> customer.others(TONE));
            assertThat(ask(callId, "unhold", "").status()).isEqualTo(409);

            granted(callId, "unpark", agent(1616));
            event(events, callId, "call.resumed");
            goesOn(() -> customer.tones(TONE));
            isTheCallOf(1616, callId);
            hangUp(events, callId);
        }
    }

    @Test
    void a_parked_customer_whom_nobody_fetches_is_given_back_to_the_agent() {
        try (var events = SUITE.events()) {
            var callId = connected(events, 1161, "+442079460000");

            granted(callId, "park", "{\"timeoutSeconds\":5}");
            event(events, callId, "call.parked");

            assertThat(event(events, callId, "call.transfer-completed")
                            .path("kind")
                            .asText())
                    .isEqualTo("recall");
            isTheCallOf(1161, callId);
            hangUp(events, callId);
        }
    }

    @Test
    void a_consultation_is_completed_after_its_controller_died() throws Exception {
        var customer = Heard.by("+441134960118");
        try (var events = SUITE.events()) {
            var callId = connected(events, 1069, "+441134960118");
            transfer(callId, "attended", agent(1617));
            event(events, callId, "call.transfer-answered");

            SUITE.kill("ari-controller");
            SUITE.restart("ari-controller");

            await().atMost(CALL)
                    .until(() -> ask(callId, "transfer/complete", "").status() == 202);
            event(events, callId, "call.transfer-completed");
            goesOn(() -> customer.tones(TONE));
            isTheCallOf(1617, callId);
            hangUp(events, callId);
        }
    }

    @Test
    void what_cannot_be_is_refused_with_the_reason() {
        try (var events = SUITE.events()) {
            var callId = connected(events, 1162, "+442079460000");

            for (var to : List.of(
                    "{\"number\":\"+449098790001\"}",
                    "{\"number\":\"+19005550100\"}",
                    "{\"number\":\"12\"}",
                    "{\"agentId\":\"nobody\"}",
                    "{\"queueId\":\"no-such-queue\"}",
                    "{\"menuId\":\"no-such-menu\"}",
                    "{}",
                    "{\"agentId\":\"1060\",\"number\":\"+442079460000\"}")) {
                assertThat(ask(callId, "transfer", "{\"kind\":\"blind\",\"to\":" + to + "}"))
                        .satisfies(answer -> assertThat(answer.status())
                                .as(to + answer.body())
                                .isEqualTo(422));
            }
            assertThat(ask(callId, "transfer/complete", "").status()).isEqualTo(409);
            assertThat(ask(callId, "unpark", "").status()).isEqualTo(409);
            assertThat(ask(callId, "transfer", "{\"kind\":\"blind\",\"to\":{\"agentId\":\"1162\"}}")
                            .status())
                    .isEqualTo(409);
            var other = SUITE.api(SUITE.token("--role", "agent", "--agent", "1060"));
            assertThat(other.post(
                                    "/calls/" + callId + "/transfer",
                                    "{\"kind\":\"blind\",\"to\":{\"agentId\":\"1060\"}}")
                            .status())
                    .isEqualTo(403);
            assertThat(call(callId).path("state").asText()).isEqualTo("CONNECTED");
            isFree(1060);
            hangUp(events, callId);
            assertThat(ask(callId, "park", "").status()).isEqualTo(409);
        }
    }
}
