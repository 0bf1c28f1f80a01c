package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.acceptance.suite.Events;
import io.tandem.acceptance.suite.Recordings;
import io.tandem.acceptance.suite.Sound;
import io.tandem.acceptance.suite.Spool;
import io.tandem.acceptance.suite.Suite;
import io.tandem.s3.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The suite told to keep its recordings in a bucket of an S3-compatible store, which may die. */
class RecordingBucketIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String CUSTOMER = "+441134960001";
    private static final int AGENTS_TONE = 440;
    private static final int CUSTOMERS_TONE = 1000;
    private static final String CONTROLLER = "ari-controller";
    private static final String READER = "call-state-service";
    private static final Suite SUITE = Suite.running();

    private static S3Server store;

    private final Recordings recordings = new Recordings(SUITE);
    private final Spool spool = new Spool();

    @BeforeAll
    static void the_store_is_a_bucket() {
        store = S3Server.start();
        SUITE.restart(CONTROLLER, bucketOf(CONTROLLER));
        SUITE.restart(READER, bucketOf(READER));
        SUITE.agents(1671, 4);
    }

    @AfterAll
    static void the_store_is_a_directory_again() {
        SUITE.restart(CONTROLLER);
        SUITE.restart(READER);
        store.close();
    }

    /** After a restart the first call may come before both interfaces are known, or before the controller reads; then AMI alone has it. */
    @BeforeEach
    void calls_go_over_both_interfaces() {
        await().atMost(PATIENCE).until(() -> {
            var call = "/calls/" + SUITE.call(1674, CUSTOMER);
            var talking = stateOf(call, Set.of("CONNECTED", "ENDED"));
            SUITE.api().post(call + "/hangup");
            stateOf(call, Set.of("ENDED"));
            return talking.path("mode").asText().equals("hybrid");
        });
    }

    private static JsonNode stateOf(String call, Set<String> wanted) {
        return await().atMost(PATIENCE)
                .until(
                        () -> SUITE.api().get(call).json(),
                        it -> wanted.contains(it.path("state").asText()));
    }

    private static Map<String, String> bucketOf(String service) {
        var prefix = service.replace('-', '_').toUpperCase(Locale.ROOT) + "_RECORDINGS_S3_";
        return Map.of(
                prefix + "ENDPOINT", store.endpoint().toString(),
                prefix + "BUCKET", S3Server.BUCKET,
                prefix + "ACCESS_KEY", S3Server.ACCESS_KEY,
                prefix + "SECRET_KEY", S3Server.SECRET_KEY);
    }

    private static List<Path> inTheBucket(String callId) throws IOException {
        try (var files = Files.walk(store.data())) {
            return files.filter(file -> file.getFileName().toString().contains(callId))
                    .toList();
        }
    }

    private String recorded(Events events, int agent) {
        var callId = recordings.fromAnswer(events, agent, CUSTOMER);
        recordings.grow(callId + "-1", 1);
        SUITE.api().post("/calls/" + callId + "/hangup");
        events.awaitEvent(PATIENCE, callId, "call.ended");
        return callId;
    }

    @Test
    void a_recording_is_heard_whole_and_in_ranges_and_is_erased() throws Exception {
        try (var events = SUITE.events()) {
            var callId = recorded(events, 1671);
            var id = callId + "-1";
            var recording = recordings.awaitState(id, "stored");
            var path = "/recordings/" + id + "/audio";

            var whole = SUITE.api().bytes("GET", path);
            var part = SUITE.api().bytes("GET", path, "Range", "bytes=100-299");
            var size = whole.body().length;

            assertThat(whole.statusCode()).isEqualTo(200);
            assertThat(whole.headers().firstValue("Content-Length")).hasValue(Integer.toString(size));
            assertThat(recording.path("bytes").asInt()).isEqualTo(size);
            assertThat(recording.path("sha256").asText())
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(whole.body())));
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole.body(), 100, 300));
            var sound = new Sound(whole.body());
            System.out.println("left  " + sound.left(AGENTS_TONE) + "\nright " + sound.right(CUSTOMERS_TONE));
            assertThat(sound.left(AGENTS_TONE)).contains("TT");
            assertThat(sound.right(CUSTOMERS_TONE)).contains("TT");
            assertThat(sound.left(CUSTOMERS_TONE)).doesNotContain("T");
            assertThat(inTheBucket(callId)).hasSize(1);
            assertThat(spool.inTheStore(callId)).isEmpty();
            assertThat(spool.onThePbx(callId)).isEmpty();

            assertThat(SUITE.api().delete("/recordings/" + id).status()).isEqualTo(204);
            assertThat(SUITE.api().get("/recordings/" + id).status()).isEqualTo(404);
            await().atMost(PATIENCE).until(() -> inTheBucket(callId).isEmpty());
        }
    }

    @Test
    void what_cannot_be_kept_while_the_store_is_dead_waits_on_the_pbx_and_is_kept_afterwards() throws Exception {
        try (var events = SUITE.events()) {
            store.kill();
            String callId;
            try {
                callId = recorded(events, 1672);
                var failed = recordings.awaitState(callId + "-1", "failed");
                assertThat(failed.path("reason").asText()).contains("the store", "refused");
                assertThat(spool.onThePbx(callId)).hasSize(2);
            } finally {
                store.restart();
            }

            recordings.awaitState(callId + "-1", "stored");

            assertThat(inTheBucket(callId)).hasSize(1);
            await().atMost(PATIENCE).until(() -> spool.onThePbx(callId).isEmpty());
        }
    }

    @Test
    void what_is_older_than_it_may_be_leaves_the_bucket() throws Exception {
        try (var events = SUITE.events()) {
            var callId = recorded(events, 1673);
            recordings.awaitState(callId + "-1", "stored");
            var briefly = new HashMap<>(bucketOf(READER));
            briefly.put("CALL_STATE_SERVICE_RECORDINGS_RETENTION", "PT1S");

            SUITE.restart(READER, briefly);
            try {
                await().atMost(PATIENCE).until(() -> inTheBucket(callId).isEmpty());
                assertThat(SUITE.api().get("/recordings/" + callId + "-1").status())
                        .isEqualTo(404);
            } finally {
                SUITE.restart(READER, bucketOf(READER));
            }
        }
    }
}
