package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.acceptance.suite.Api;
import io.tandem.acceptance.suite.AudioPeer;
import io.tandem.acceptance.suite.Events;
import io.tandem.acceptance.suite.Sound;
import io.tandem.acceptance.suite.Spool;
import io.tandem.acceptance.suite.Suite;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Programs in a call, on a real Asterisk. The agents' phones say nothing, the customer is a tone: what the left side of a recording has
 * was said by the program.
 */
class MediaIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CUSTOMERS_TONE = 1000;
    private static final String CUSTOMER = "+441134960001";
    private static final Suite SUITE = Suite.running();
    private static final AudioPeer ECHO = AudioPeer.echoing();
    private static final AudioPeer HANGS = AudioPeer.hanging();

    private final Spool spool = new Spool();

    @BeforeAll
    static void programs_are_on_the_list() {
        SUITE.agents(1751, 6);
        SUITE.restart(
                "ari-controller",
                Map.of(
                        "ARI_CONTROLLER_MEDIA_TARGETS",
                        "echo=" + ECHO.address() + ",hangs=" + HANGS.address() + ",nobody=127.0.0.1:9"));
    }

    @AfterAll
    static void the_list_is_empty_again() throws IOException {
        ECHO.close();
        HANGS.close();
        SUITE.restart("ari-controller");
    }

    private static Api.Answer attach(String callId, String target, String mode) {
        return SUITE.api()
                .post("/calls/" + callId + "/media", "{\"target\":\"" + target + "\",\"mode\":\"" + mode + "\"}");
    }

    private static String connected(Events events, int agent, boolean record) {
        var begun = SUITE.api()
                .post(
                        "/calls",
                        "{\"agentId\":\"" + agent + "\",\"to\":\"" + CUSTOMER + "\",\"record\":" + record + "}");
        assertThat(begun.status()).as(begun.body()).isEqualTo(202);
        var callId = begun.json().path("callId").asText();
        events.awaitEvent(PATIENCE, callId, record ? "call.recording-started" : "call.connected");
        return callId;
    }

    private static JsonNode attached(Events events, String callId, String target, String mode) {
        var answer = attach(callId, target, mode);
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return events.awaitEvent(PATIENCE, callId, "call.media-attached").path("data");
    }

    private static String detached(Events events, String callId) {
        return events.awaitEvent(PATIENCE, callId, "call.media-detached")
                .path("data")
                .path("reason")
                .asText();
    }

    private static void hangUp(Events events, String callId) {
        SUITE.api().post("/calls/" + callId + "/hangup");
        events.awaitEvent(PATIENCE, callId, "call.ended");
        await().atMost(PATIENCE)
                .until(() -> !SUITE.pbx().console("core show channels concise").contains(callId));
    }

    private static JsonNode call(String callId) {
        return SUITE.api().get("/calls/" + callId).json();
    }

    private void records(String recordingId, double more) {
        double enough = spool.seconds(recordingId) + Spool.UNWRITTEN + more;
        await().atMost(PATIENCE).until(() -> spool.seconds(recordingId) >= enough);
    }

    private static Sound sound(String recordingId) {
        await().atMost(PATIENCE).until(() -> "stored"
                .equals(SUITE.api()
                        .get("/recordings/" + recordingId)
                        .json()
                        .path("state")
                        .asText()));
        return new Sound(SUITE.api()
                .bytes("GET", "/recordings/" + recordingId + "/audio")
                .body());
    }

    @Test
    void what_the_customer_says_comes_back_from_a_program_until_it_is_detached() {
        try (var events = SUITE.events()) {
            var callId = connected(events, 1751, true);
            records(callId + "-1", 1);
            var media = attached(events, callId, "echo", "talk");
            var mediaId = media.path("mediaId").asText();
            assertThat(ECHO.streams()).contains(media.path("stream").asText());
            assertThat(call(callId).path("media").path(0).path("mediaId").asText())
                    .isEqualTo(mediaId);
            records(callId + "-1", 2);

            assertThat(SUITE.api()
                            .delete("/calls/" + callId + "/media/" + mediaId)
                            .status())
                    .isEqualTo(202);
            assertThat(detached(events, callId)).isEqualTo("detached");
            assertThat(call(callId).path("media")).isEmpty();
            records(callId + "-1", 1);
            hangUp(events, callId);

            var sound = sound(callId + "-1");
            System.out.println("left  " + sound.left(CUSTOMERS_TONE) + "\nright " + sound.right(CUSTOMERS_TONE));
            assertThat(sound.left(CUSTOMERS_TONE)).matches("s{4,}[T?]{8,}s{4,}");
            assertThat(sound.right(CUSTOMERS_TONE)).matches("s?[T?]{20,}s{0,2}");
            assertThat(SUITE.api().get("/calls/" + callId + "/timeline").body())
                    .contains("call.media-attached", "call.media-detached", mediaId);
        }
    }

    @Test
    void a_program_that_listens_hears_the_customer_and_is_not_heard() {
        try (var events = SUITE.events()) {
            var callId = connected(events, 1752, true);
            int before = ECHO.tones(CUSTOMERS_TONE);

            attached(events, callId, "echo", "listen");
            await().atMost(PATIENCE).until(() -> ECHO.tones(CUSTOMERS_TONE) > before + 10);
            records(callId + "-1", 1);
            hangUp(events, callId);

            assertThat(detached(events, callId)).isEqualTo("the call ended");
            assertThat(sound(callId + "-1").left(CUSTOMERS_TONE)).doesNotContain("T");
        }
    }

    @Test
    void the_call_goes_on_without_a_program_that_dies() {
        try (var events = SUITE.events()) {
            var callId = connected(events, 1753, false);
            attached(events, callId, "echo", "talk");

            ECHO.dies();

            assertThat(detached(events, callId)).isEqualTo("the connection ended");
            assertThat(call(callId).path("state").asText()).isEqualTo("CONNECTED");
            assertThat(attached(events, callId, "echo", "talk").path("target").asText())
                    .isEqualTo("echo");
            hangUp(events, callId);
        }
    }

    @Test
    void a_program_that_is_not_there_or_not_on_the_list_is_told_with_the_reason_and_the_call_goes_on() {
        try (var events = SUITE.events()) {
            var callId = connected(events, 1754, false);

            assertThat(attach(callId, "nobody", "talk").status()).isEqualTo(202);
            var refused = events.awaitEvent(PATIENCE, callId, "call.control-failed");
            System.out.println("nobody listens: " + refused.path("data").path("reason"));
            assertThat(refused.path("data").path("operation").asText()).isEqualTo("media");
            await().atMost(PATIENCE)
                    .until(() -> attach(callId, "elsewhere", "talk").status() == 202);
            events.awaitAll(PATIENCE, "a refusal of what is not listed", all -> all.stream()
                    .anyMatch(f -> f.path("data").path("reason").asText().contains("no media target elsewhere")));
            assertThat(attach(callId, "127.0.0.1:22", "talk").status()).isEqualTo(422);
            assertThat(call(callId).path("state").asText()).isEqualTo("CONNECTED");
            assertThat(call(callId).path("media")).isEmpty();
            hangUp(events, callId);
        }
    }

    @Test
    void a_program_that_hangs_holds_up_nobody() {
        try (var events = SUITE.events()) {
            var callId = connected(events, 1755, false);

            attached(events, callId, "hangs", "talk");

            assertThat(SUITE.api().post("/calls/" + callId + "/hold").status()).isEqualTo(202);
            events.awaitEvent(PATIENCE, callId, "call.held");
            assertThat(SUITE.api().post("/calls/" + callId + "/unhold").status())
                    .isEqualTo(202);
            events.awaitEvent(PATIENCE, callId, "call.resumed");
            hangUp(events, callId);
        }
    }

    @Test
    void a_program_goes_on_with_the_next_controller_which_can_detach_it() {
        try (var events = SUITE.events()) {
            var callId = connected(events, 1756, false);
            var mediaId =
                    attached(events, callId, "echo", "listen").path("mediaId").asText();

            SUITE.kill("ari-controller");
            SUITE.restart(
                    "ari-controller",
                    Map.of(
                            "ARI_CONTROLLER_MEDIA_TARGETS",
                            "echo=" + ECHO.address() + ",hangs=" + HANGS.address() + ",nobody=127.0.0.1:9"));
            int before = ECHO.tones(CUSTOMERS_TONE);
            await().atMost(PATIENCE).until(() -> ECHO.tones(CUSTOMERS_TONE) > before + 10);

            await().atMost(PATIENCE)
                    .until(() -> SUITE.api()
                                    .delete("/calls/" + callId + "/media/" + mediaId)
                                    .status()
                            == 202);
            assertThat(detached(events, callId)).isEqualTo("detached");
            hangUp(events, callId);
        }
    }
}
