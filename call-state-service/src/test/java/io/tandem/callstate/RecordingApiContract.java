package io.tandem.callstate;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import io.tandem.testkit.Tokens;
import io.tandem.testkit.call.Facts;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Recordings over REST, whatever store they are in; the test is the PBX, and puts the files into the store. */
abstract class RecordingApiContract {

    private static final byte[] AUDIO = "0123456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    @Inject
    Bus bus;

    @ConfigProperty(name = "call-state-service.recordings.directory")
    Path store;

    private Talk talk;
    private String callId;
    private String id;

    @BeforeEach
    void a_call_is_connected_that_is_to_be_recorded() {
        talk = Talk.begun(bus, Map.of("agentId", "agent-1", "to", "+442079460000", "record", true));
        callId = talk.callId();
        id = callId + "-1";
    }

    @AfterEach
    void the_call_ends() {
        talk.ends();
    }

    String id() {
        return id;
    }

    RequestSpecification as(String role) {
        return Talk.as(bus, role);
    }

    private <C extends AriCommand> C commanded(Class<C> type) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(bus.ari(callId)).hasAtLeastOneElementOfType(type));
        return type.cast(
                bus.ari(callId).stream().filter(type::isInstance).toList().getLast());
    }

    private ValidatableResponse recording() {
        return as("supervisor").get("/api/v1/recordings/" + id).then();
    }

    private void isIn(String state) {
        await().untilAsserted(() -> recording().statusCode(200).body("state", equalTo(state)));
    }

    private void started() {
        var start = commanded(AriCommand.StartRecording.class);
        bus.facts(
                new PbxFact.RecordingStarted(callId, Facts.PBX, FactSource.ARI, Instant.now(), id, start.order()),
                Facts.of(callId).ari().done(start.commandId()));
        isIn("recording");
    }

    private AriCommand.StoreRecording stopped() {
        as("supervisor")
                .post("/api/v1/calls/" + callId + "/recording/stop")
                .then()
                .statusCode(202);
        var stop = commanded(AriCommand.StopRecording.class);
        bus.facts(
                new PbxFact.RecordingStopped(callId, Facts.PBX, FactSource.ARI, Instant.now(), id, stop.order()),
                Facts.of(callId).ari().done(stop.commandId()));
        return commanded(AriCommand.StoreRecording.class);
    }

    Path stored() throws IOException {
        started();
        var command = stopped();
        var file = store.resolve(command.key());
        Files.createDirectories(file.getParent());
        Files.write(file, AUDIO);
        bus.facts(
                new PbxFact.RecordingStored(
                        callId,
                        Facts.PBX,
                        FactSource.ARI,
                        Instant.now(),
                        id,
                        Duration.ofMillis(1_250),
                        AUDIO.length,
                        "ab".repeat(32)),
                Facts.of(callId).ari().done(command.commandId()));
        isIn("stored");
        return file;
    }

    @Test
    void is_requested_then_recorded_then_stored_with_length_size_and_hash() throws IOException {
        isIn("requested");
        assertThat(stored()).isRegularFile();

        recording()
                .body("durationSeconds", equalTo(1.25f))
                .body("bytes", equalTo(AUDIO.length))
                .body("sha256", equalTo("ab".repeat(32)))
                .body("callId", equalTo(callId));
        as("supervisor")
                .get("/api/v1/calls/" + callId + "/recordings")
                .then()
                .body("recordingId", equalTo(List.of(id)));
        assertThat(bus.told(callId)).endsWith("RecordingStarted", "RecordingStopped");
    }

    @Test
    void its_audio_is_streamed_whole_in_ranges_and_described() throws IOException {
        stored();
        var path = "/api/v1/recordings/" + id + "/audio";

        as("supervisor")
                .get(path)
                .then()
                .statusCode(200)
                .contentType("audio/wav")
                .header("Accept-Ranges", "bytes")
                .header("Content-Length", "10");
        assertThat(as("supervisor")
                        .header("Range", "bytes=2-4")
                        .get(path)
                        .then()
                        .statusCode(206)
                        .header("Content-Range", "bytes 2-4/10")
                        .extract()
                        .asByteArray())
                .isEqualTo(new byte[] {'2', '3', '4'});
        as("supervisor")
                .header("Range", "bytes=10-")
                .get(path)
                .then()
                .statusCode(416)
                .header("Content-Range", "bytes */10");
        as("supervisor").head(path).then().statusCode(200).header("Content-Length", "10");
    }

    @Test
    void has_no_audio_before_it_is_stored() {
        started();

        as("supervisor")
                .get("/api/v1/recordings/" + id + "/audio")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("not stored, but recording"));
    }

    @Test
    void is_asked_for_when_its_call_has_ended_though_nobody_stopped_it() {
        started();

        the_call_ends();

        assertThat(commanded(AriCommand.StoreRecording.class).recordingId()).isEqualTo(id);
    }

    @Test
    void is_asked_for_again_until_nothing_is_left_on_the_pbx_and_a_failure_may_heal() {
        started();
        var first = stopped();
        bus.facts(
                new PbxFact.RecordingFailed(callId, Facts.PBX, FactSource.ARI, Instant.now(), id, "the store is full"),
                Facts.of(callId).ari().fateUnknown(first.commandId()));
        isIn("failed");
        recording().body("reason", equalTo("the store is full"));

        isAskedForAgainAfter(first);
    }

    @Test
    void one_that_the_pbx_refuses_failed_with_the_reason() {
        var start = commanded(AriCommand.StartRecording.class);
        isIn("requested");

        bus.fact(Facts.of(callId).ari().refused(start.commandId(), "500 no room"));

        isIn("failed");
        recording().body("reason", equalTo("500 no room"));
    }

    private AriCommand.StoreRecording isAskedForAgainAfter(AriCommand.StoreRecording first) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        commanded(AriCommand.StoreRecording.class).commandId())
                .isNotEqualTo(first.commandId()));
        return commanded(AriCommand.StoreRecording.class);
    }

    /** The call ends while it begins: what was recorded by then must not stay on the PBX. */
    @Test
    void one_that_the_pbx_refuses_is_looked_for_there_and_keeps_its_reason() {
        var start = commanded(AriCommand.StartRecording.class);
        isIn("requested");
        bus.fact(Facts.of(callId).ari().refused(start.commandId(), "the call has ended"));

        var store = commanded(AriCommand.StoreRecording.class);
        bus.facts(
                new PbxFact.RecordingFailed(callId, Facts.PBX, FactSource.ARI, Instant.now(), id, "has none"),
                Facts.of(callId).ari().refused(store.commandId(), "no such recording"));

        isIn("failed");
        recording().body("reason", equalTo("the call has ended"));
    }

    /** The call ended for us, and its controller was about to begin. */
    @Test
    void one_that_begins_after_it_was_looked_for_is_asked_for_again_and_stored() {
        isIn("requested");
        the_call_ends();
        var first = commanded(AriCommand.StoreRecording.class);
        bus.facts(
                new PbxFact.RecordingFailed(callId, Facts.PBX, FactSource.ARI, Instant.now(), id, "has none"),
                Facts.of(callId).ari().refused(first.commandId(), "no such recording"));
        isIn("failed");

        bus.fact(new PbxFact.RecordingStarted(callId, Facts.PBX, FactSource.ARI, Instant.now(), id, 1));
        isIn("recording");

        var again = isAskedForAgainAfter(first);
        bus.facts(
                new PbxFact.RecordingStored(
                        callId,
                        Facts.PBX,
                        FactSource.ARI,
                        Instant.now(),
                        id,
                        Duration.ofMillis(40),
                        364,
                        "ab".repeat(32)),
                Facts.of(callId).ari().done(again.commandId()));
        isIn("stored");
    }

    @Test
    void a_fact_that_is_told_late_or_again_changes_nothing() throws IOException {
        stored();

        bus.facts(
                new PbxFact.RecordingFailed(callId, Facts.PBX, FactSource.ARI, Instant.now(), id, "late"),
                new PbxFact.RecordingStarted(callId, Facts.PBX, FactSource.ARI, Instant.now(), id, 1));
        bus.fact(Facts.of(callId).ari().customer().pressed("5", Instant.now()));
        await().untilAsserted(() -> assertThat(bus.told(callId)).endsWith("Dtmf"));

        recording().body("state", equalTo("stored"));
    }

    @Test
    void is_erased_with_its_file_by_those_who_may() throws IOException {
        var file = stored();
        as("agent").delete("/api/v1/recordings/" + id).then().statusCode(403);

        as("supervisor").delete("/api/v1/recordings/" + id).then().statusCode(204);

        recording().statusCode(404);
        as("supervisor").delete("/api/v1/recordings/" + id).then().statusCode(404);
        await().untilAsserted(() -> assertThat(file).doesNotExist());
    }

    @Test
    void all_of_a_number_are_erased_at_once() throws IOException {
        var file = stored();
        as("supervisor").delete("/api/v1/recordings").then().statusCode(422);

        as("supervisor")
                .queryParam("number", "+442079460000")
                .delete("/api/v1/recordings")
                .then()
                .statusCode(200);

        as("supervisor").get("/api/v1/calls/" + callId + "/recordings").then().body("", hasSize(0));
        await().untilAsserted(() -> assertThat(file).doesNotExist());
    }

    @Test
    void another_tenants_is_as_if_there_were_none() throws IOException {
        stored();
        var stranger = given().auth().oauth2(Tokens.of("globex", "admin"));

        stranger.get("/api/v1/recordings/" + id).then().statusCode(404);
        stranger.get("/api/v1/recordings/" + id + "/audio").then().statusCode(404);
        stranger.delete("/api/v1/recordings/" + id).then().statusCode(404);
        stranger.get("/api/v1/calls/" + callId + "/recordings").then().statusCode(404);
    }
}
