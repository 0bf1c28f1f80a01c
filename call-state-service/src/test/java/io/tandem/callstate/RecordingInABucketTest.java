package io.tandem.callstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tandem.testkit.PostgresResource;
import io.tandem.testkit.RedisResource;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Random;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** All that holds of recordings in a directory, and what only a store elsewhere can do: not answer. */
@QuarkusTest
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(value = BucketResource.class, restrictToAnnotatedClass = true)
class RecordingInABucketTest extends RecordingApiContract {

    /** It takes connections, and nothing comes. */
    private void whileTheStoreIsSilent(Runnable then) throws Exception {
        signal("-STOP");
        try {
            then.run();
        } finally {
            signal("-CONT");
        }
    }

    private void signal(String signal) throws Exception {
        var process = ConfigProvider.getConfig().getValue(BucketResource.PROCESS, String.class);
        assertThat(new ProcessBuilder("kill", signal, process).start().waitFor())
                .isZero();
    }

    private String audio(String recordingId) {
        return "/api/v1/recordings/" + recordingId + "/audio";
    }

    @Test
    void a_store_that_fails_is_told_as_such_and_not_as_a_recording_that_is_gone() throws Exception {
        stored();

        whileTheStoreIsSilent(() -> as("supervisor")
                .get(audio(id()))
                .then()
                .statusCode(503)
                .body("detail", containsString("store of recordings")));

        as("supervisor").get(audio(id())).then().statusCode(200);
    }

    @Test
    void what_is_erased_while_the_store_is_away_is_hidden_at_once_and_deleted_when_it_is_back() throws Exception {
        var file = stored();

        whileTheStoreIsSilent(() -> {
            as("supervisor").delete("/api/v1/recordings/" + id()).then().statusCode(204);

            as("supervisor").get("/api/v1/recordings/" + id()).then().statusCode(404);
            assertThat(file).exists();
        });

        as("supervisor")
                .queryParam("callId", "of-nobody")
                .delete("/api/v1/recordings")
                .then()
                .statusCode(200);
        await().untilAsserted(() -> assertThat(file).doesNotExist());
    }

    @Test
    void a_long_recording_comes_as_it_is() throws IOException {
        var file = stored();
        var sound = new byte[9_000_001];
        new Random(7).nextBytes(sound);
        Files.write(file, sound);

        var sent = as("supervisor").get(audio(id())).then().statusCode(200).extract();

        assertThat(sent.header("Content-Length")).isEqualTo("9000001");
        assertThat(sent.asByteArray()).isEqualTo(sound);
    }
}
