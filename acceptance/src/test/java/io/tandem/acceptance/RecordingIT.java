package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.acceptance.suite.Api;
import io.tandem.acceptance.suite.Events;
import io.tandem.acceptance.suite.Recordings;
import io.tandem.acceptance.suite.Sound;
import io.tandem.acceptance.suite.Spool;
import io.tandem.acceptance.suite.Suite;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Recordings, told through REST and WebSocket and listened to. */
class RecordingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int AGENTS_TONE = 440;
    private static final int CUSTOMERS_TONE = 1000;
    private static final String CUSTOMER = "+441134960001";

    private final Suite suite = Suite.running();
    private final Spool spool = new Spool();
    private final Recordings recordings = new Recordings(suite);

    @BeforeEach
    void agents_have_phones() {
        suite.agents(1061, 4);
        suite.agents(1611, 6);
    }

    private String recordedFromAnswer(Events events, int agent, String number) {
        return recordings.fromAnswer(events, agent, number);
    }

    private void granted(String callId, String operation) {
        assertThat(ask(callId, operation))
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(202));
    }

    private Api.Answer ask(String callId, String operation) {
        return suite.api().post("/calls/" + callId + "/recording/" + operation, "");
    }

    private void records(String recordingId, double more) {
        recordings.grow(recordingId, more);
    }

    private void hangUp(Events events, String callId) {
        suite.api().post("/calls/" + callId + "/hangup");
        events.awaitEvent(PATIENCE, callId, "call.ended");
    }

    private JsonNode stored(String recordingId) {
        return recordings.awaitState(recordingId, "stored");
    }

    private Sound sound(String recordingId) {
        return new Sound(suite.api()
                .bytes("GET", "/recordings/" + recordingId + "/audio")
                .body());
    }

    private void leavesNothingOnThePbx(String callId) {
        await().atMost(PATIENCE).until(() -> spool.onThePbx(callId).isEmpty());
        await().atMost(PATIENCE)
                .until(() -> !suite.pbx().console("bridge show all").contains(callId));
        await().atMost(PATIENCE)
                .until(() -> !suite.pbx().console("core show channels concise").contains(callId));
    }

    @Test
    void the_agent_is_left_the_customer_right_and_the_pause_is_silent() {
        try (var events = suite.events()) {
            var callId = recordedFromAnswer(events, 1611, CUSTOMER);
            var id = callId + "-1";
            assertThat(suite.api()
                            .get("/calls/" + callId)
                            .json()
                            .path("recording")
                            .asBoolean())
                    .isTrue();
            records(id, 1);

            granted(callId, "pause");
            events.awaitEvent(PATIENCE, callId, "call.recording-paused");
            assertThat(ask(callId, "pause").status()).isEqualTo(409);
            assertThat(ask(callId, "start").status()).isEqualTo(409);
            records(id, 1);
            granted(callId, "resume");
            events.awaitEvent(PATIENCE, callId, "call.recording-resumed");
            records(id, 1);
            hangUp(events, callId);

            var recording = stored(id);
            var sound = sound(id);
            System.out.println("left  " + sound.left(AGENTS_TONE) + "\nright " + sound.right(CUSTOMERS_TONE));
            hears(sound, "s?[T?]{4,}s{4,}[T?]{4,}s{0,2}");
            assertThat(recording.path("durationSeconds").asDouble()).isBetween(sound.seconds() - 0.01, sound.seconds());
            assertThat(events.of(callId).stream()
                            .map(e -> e.path("type").asText())
                            .filter(type -> type.startsWith("call.recording") || type.equals("call.ended")))
                    .containsExactly(
                            "call.recording-started",
                            "call.recording-paused",
                            "call.recording-resumed",
                            "call.recording-stopped",
                            "call.ended");
            assertThat(suite.api().get("/calls/" + callId + "/timeline").body())
                    .contains("call.recording-paused", "call.recording-resumed");
            leavesNothingOnThePbx(callId);
        }
    }

    @Test
    void what_is_downloaded_is_what_the_api_says_whole_and_in_ranges() {
        try (var events = suite.events()) {
            var callId = recordedFromAnswer(events, 1612, CUSTOMER);
            var id = callId + "-1";
            records(id, 1);
            hangUp(events, callId);
            var recording = stored(id);
            var path = "/recordings/" + id + "/audio";

            var whole = suite.api().bytes("GET", path);
            var size = whole.body().length;
            var part = suite.api().bytes("GET", path, "Range", "bytes=100-299");
            var rest = suite.api().bytes("GET", path, "Range", "bytes=" + (size - 50) + "-");
            var beyond = suite.api().bytes("GET", path, "Range", "bytes=" + size + "-");
            var head = suite.api().bytes("HEAD", path);

            assertThat(whole.statusCode()).isEqualTo(200);
            assertThat(whole.headers().firstValue("Content-Type")).hasValue("audio/wav");
            assertThat(recording.path("bytes").asInt()).isEqualTo(size);
            assertThat(recording.path("sha256").asText()).isEqualTo(sha256(whole.body()));
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.headers().firstValue("Content-Range")).hasValue("bytes 100-299/" + size);
            assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole.body(), 100, 300));
            assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(whole.body(), size - 50, size));
            assertThat(beyond.statusCode()).isEqualTo(416);
            assertThat(beyond.headers().firstValue("Content-Range")).hasValue("bytes */" + size);
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.headers().firstValue("Content-Length")).hasValue(Integer.toString(size));
            assertThat(head.headers().firstValue("Accept-Ranges")).hasValue("bytes");
            onlyThoseHearItWhoMay(callId, id);
            isErased(callId, id);
        }
    }

    private void onlyThoseHearItWhoMay(String callId, String id) {
        var own = suite.api(suite.token("--role", "agent", "--agent", "1612"));
        var other = suite.api(suite.token("--role", "agent", "--agent", "1613"));
        var stranger = suite.api(suite.token("--role", "admin", "--tenant", "globex"));

        assertThat(own.bytes("GET", "/recordings/" + id + "/audio").statusCode())
                .isEqualTo(200);
        assertThat(own.delete("/recordings/" + id).status()).isEqualTo(403);
        for (var api : new Api[] {other, stranger}) {
            assertThat(api.get("/recordings/" + id).status()).isEqualTo(404);
            assertThat(api.bytes("GET", "/recordings/" + id + "/audio").statusCode())
                    .isEqualTo(404);
            assertThat(api.get("/calls/" + callId + "/recordings").status()).isEqualTo(404);
        }
        assertThat(stranger.delete("/recordings/" + id).status()).isEqualTo(404);
    }

    private void isErased(String callId, String id) {
        assertThat(spool.inTheStore(callId)).isNotEmpty();
        assertThat(suite.api().delete("/recordings/" + id).status()).isEqualTo(204);

        assertThat(suite.api().get("/recordings/" + id).status()).isEqualTo(404);
        assertThat(suite.api().get("/calls/" + callId + "/recordings").json()).isEmpty();
        await().atMost(PATIENCE).until(() -> spool.inTheStore(callId).isEmpty());
    }

    @Test
    void a_call_is_recorded_on_demand_more_than_once_and_both_sides_are_in_step() {
        try (var events = suite.events()) {
            var callId = suite.call(1061, "+442079460000");
            events.awaitEvent(PATIENCE, callId, "call.connected");
            assertThat(ask(callId, "stop").status()).isEqualTo(409);
            granted(callId, "start");
            events.awaitEvent(PATIENCE, callId, "call.recording-started");
            records(callId + "-1", 2);
            granted(callId, "stop");
            events.awaitEvent(PATIENCE, callId, "call.recording-stopped");
            stored(callId + "-1");

            granted(callId, "start");
            await().atMost(PATIENCE).until(() -> spool.seconds(callId + "-2") > 0);
            hangUp(events, callId);

            stored(callId + "-2");
            assertThat(StreamSupport.stream(
                                    suite.api()
                                            .get("/calls/" + callId + "/recordings")
                                            .json()
                                            .spliterator(),
                                    false)
                            .map(it -> it.path("recordingId").asText()))
                    .containsExactly(callId + "-1", callId + "-2");
            double lag = sound(callId + "-1").lagMillis();
            System.out.println("the customer's echo is heard " + lag + " ms after the agent");
            assertThat(lag).isBetween(-40.0, 80.0);
            leavesNothingOnThePbx(callId);
        }
    }

    @Test
    void a_recording_goes_on_with_the_agent_who_takes_the_call_over() {
        try (var events = suite.events()) {
            var callId = recordedFromAnswer(events, 1613, CUSTOMER);
            var id = callId + "-1";
            records(id, 1);

            var transfer = suite.api()
                    .post("/calls/" + callId + "/transfer", "{\"kind\":\"blind\",\"to\":{\"agentId\":\"1616\"}}");
            assertThat(transfer.status()).as(transfer.body()).isEqualTo(202);
            events.awaitEvent(PATIENCE, callId, "call.transfer-completed");
            records(id, 2);
            hangUp(events, callId);

            stored(id);
            var sound = sound(id);
            System.out.println("left  " + sound.left(AGENTS_TONE) + "\nright " + sound.right(CUSTOMERS_TONE));
            assertThat(sound.left(AGENTS_TONE)).matches("s?[T?]{4,}s{0,15}[T?]{8,}s{0,2}");
            assertThat(sound.right(CUSTOMERS_TONE)).matches("s?[T?]{13,}s{0,2}");
            assertThat(sound.left(CUSTOMERS_TONE)).doesNotContain("T");
            assertThat(sound.right(AGENTS_TONE)).doesNotContain("T");
            assertThat(suite.api().get("/calls/" + callId + "/recordings").json())
                    .hasSize(1);
            leavesNothingOnThePbx(callId);
        }
    }

    @Test
    void a_recording_goes_on_while_the_call_is_parked_and_with_the_agent_who_fetches_it() {
        suite.agents(1651, 2);
        try (var events = suite.events()) {
            var callId = recordedFromAnswer(events, 1651, CUSTOMER);
            var id = callId + "-1";
            records(id, 1);

            var parked = suite.api().post("/calls/" + callId + "/park", "{\"timeoutSeconds\":60}");
            assertThat(parked.status()).as(parked.body()).isEqualTo(202);
            events.awaitEvent(PATIENCE, callId, "call.parked");
            records(id, 1);
            var fetched = suite.api().post("/calls/" + callId + "/unpark", "{\"agentId\":\"1652\"}");
            assertThat(fetched.status()).as(fetched.body()).isEqualTo(202);
            events.awaitEvent(PATIENCE, callId, "call.resumed");
            records(id, 2);
            hangUp(events, callId);

            stored(id);
            var sound = sound(id);
            System.out.println("left  " + sound.left(AGENTS_TONE) + "\nright " + sound.right(CUSTOMERS_TONE));
            assertThat(sound.left(AGENTS_TONE)).matches("s?[T?]{4,}s{4,}[T?]{8,}s{0,2}");
            assertThat(sound.right(CUSTOMERS_TONE)).matches("s?[T?]{17,}s{0,2}");
            assertThat(sound.left(CUSTOMERS_TONE)).doesNotContain("T");
            assertThat(sound.right(AGENTS_TONE)).doesNotContain("T");
            leavesNothingOnThePbx(callId);
        }
    }

    @Test
    void a_recording_that_is_for_inside_only_stops_before_somebody_outside_gets_the_call() {
        suite.agents(1653, 1);
        try (var events = suite.events()) {
            var begun = suite.api()
                    .post(
                            "/calls",
                            "{\"agentId\":\"1653\",\"to\":\"" + CUSTOMER
                                    + "\",\"record\":true,\"recordInsideOnly\":true}");
            assertThat(begun.status()).as(begun.body()).isEqualTo(202);
            var callId = begun.json().path("callId").asText();
            var id = callId + "-1";
            events.awaitEvent(PATIENCE, callId, "call.recording-started");
            records(id, 1);

            var transfer = suite.api()
                    .post(
                            "/calls/" + callId + "/transfer",
                            "{\"kind\":\"blind\",\"to\":{\"number\":\"+442079460000\"}}");
            assertThat(transfer.status()).as(transfer.body()).isEqualTo(202);
            events.awaitEvent(PATIENCE, callId, "call.transfer-completed");
            assertThat(ask(callId, "start").status()).isEqualTo(409);
            stored(id);
            hangUp(events, callId);

            assertThat(events.typesOf(callId))
                    .containsSubsequence(
                            "call.recording-started", "call.recording-stopped", "call.transfer-completed", "call.ended")
                    .containsOnlyOnce("call.recording-stopped");
            assertThat(suite.api().get("/calls/" + callId + "/timeline").body()).contains("call.recording-stopped");
            leavesNothingOnThePbx(callId);
        }
    }

    @Test
    void a_recording_outlives_its_controller_and_a_call_that_ends_without_one_is_brought_in() {
        try (var events = suite.events()) {
            var callId = recordedFromAnswer(events, 1614, CUSTOMER);
            var another = recordedFromAnswer(events, 1615, CUSTOMER);
            records(callId + "-1", 1);

            suite.kill("ari-controller");
            try {
                records(callId + "-1", 1);
                hangUp(events, another);
            } finally {
                suite.restart("ari-controller");
            }
            stored(another + "-1");
            await().atMost(PATIENCE).until(() -> ask(callId, "pause").status() == 202);
            events.awaitEvent(PATIENCE, callId, "call.recording-paused");
            records(callId + "-1", 1);
            hangUp(events, callId);

            stored(callId + "-1");
            var sound = sound(callId + "-1");
            hears(sound, "s?[T?]{9,}s{4,}");
            leavesNothingOnThePbx(callId);
            leavesNothingOnThePbx(another);
        }
    }

    /** Each side its own tone as the pattern says (a click is a ?), hardly a click, and never the other's. */
    private static void hears(Sound sound, String pattern) {
        for (var side : List.of(sound.left(AGENTS_TONE), sound.right(CUSTOMERS_TONE))) {
            assertThat(side).matches(pattern);
            assertThat(side.chars().filter(c -> c == '?').count()).isLessThan(side.length() / 5);
        }
        assertThat(sound.left(CUSTOMERS_TONE)).doesNotContain("T");
        assertThat(sound.right(AGENTS_TONE)).doesNotContain("T");
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
