package io.tandem.acceptance;

import static io.tandem.acceptance.suite.Hearing.goesOn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.acceptance.suite.Events;
import io.tandem.acceptance.suite.Heard;
import io.tandem.acceptance.suite.Suite;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Phones that transfer by their own key, where the operator lets them (ADR-0027). They send 7 when they are told that it came to nothing. */
class PhoneTransferIT {

    private static final Duration CALL = Duration.ofSeconds(60);
    private static final int TONE_OF_CUSTOMERS = 1000;
    private static final int LISTENS = 1790;
    private static final String OUTSIDE = "+441134960190";
    private static final List<Integer> ASK = List.of(1900, 1910, 1920, 1930);

    private static final Suite SUITE = Suite.running();

    @BeforeAll
    static void phones_may_transfer() {
        ASK.forEach(agent -> SUITE.agents(agent, 1));
        SUITE.agents(LISTENS, 1);
        SUITE.restart("pbx", Map.of("PHONE_TRANSFERS", "yes"));
        SUITE.restart("ari-controller", Map.of("ARI_CONTROLLER_PHONE_TRANSFERS", "true"));
    }

    @AfterAll
    static void phones_may_transfer_no_more() {
        SUITE.restart("pbx");
        SUITE.restart("ari-controller");
    }

    @AfterEach
    void nothing_is_left_on_the_pbx() {
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

    private static String agentOf(String callId) {
        return SUITE.api().get("/calls/" + callId).json().path("agentId").asText();
    }

    private static void hangUp(Events events, String callId) {
        SUITE.api().post("/calls/" + callId + "/hangup");
        events.awaitEvent(CALL, callId, "call.ended");
    }

    @Test
    void the_agent_whose_extension_a_phone_names_gets_the_customer() throws Exception {
        var other = Heard.by(Integer.toString(LISTENS));
        try (var events = SUITE.events()) {
            var callId = connected(events, 1900, "+441134960084");

            var done = events.awaitEvent(CALL, callId, "call.transfer-completed");

            assertThat(done.path("data").path("kind").asText()).isEqualTo("blind");
            goesOn(() -> other.tones(TONE_OF_CUSTOMERS));
            assertThat(agentOf(callId)).isEqualTo(Integer.toString(LISTENS));
            await().atMost(CALL).until(() -> !SUITE.api()
                    .get("/presence/1900")
                    .json()
                    .path("callId")
                    .isTextual());
            hangUp(events, callId);
        }
    }

    @Test
    void the_number_that_a_phone_names_gets_the_customer() throws Exception {
        var other = Heard.by(OUTSIDE);
        try (var events = SUITE.events()) {
            var callId = connected(events, 1910, "+441134960085");

            var done = events.awaitEvent(CALL, callId, "call.transfer-completed");

            assertThat(done.path("data").path("to").path("number").asText()).isEqualTo(OUTSIDE);
            goesOn(() -> other.tones(TONE_OF_CUSTOMERS));
            hangUp(events, callId);
        }
    }

    /** A premium number, and nobody's extension. */
    @ParameterizedTest
    @ValueSource(ints = {1920, 1930})
    void a_phone_that_names_whom_it_may_not_is_told_and_talks_on(int agent) {
        try (var events = SUITE.events()) {
            var callId = connected(events, agent, "+442079460000");

            var pressed = events.awaitEvent(CALL, callId, "call.dtmf").path("data");

            assertThat(pressed.path("leg").asText()).isEqualTo("agent");
            assertThat(pressed.path("digits").asText()).isEqualTo("7");
            assertThat(SUITE.api().get("/calls/" + callId).json().path("state").asText())
                    .isEqualTo("CONNECTED");
            assertThat(agentOf(callId)).isEqualTo(Integer.toString(agent));
            assertThat(events.typesOf(callId)).doesNotContain("call.transfer-started", "call.degraded");
            hangUp(events, callId);
        }
    }
}
