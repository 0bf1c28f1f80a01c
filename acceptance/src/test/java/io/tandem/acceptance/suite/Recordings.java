package io.tandem.acceptance.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** Recordings of calls, as whoever asks for them sees them. */
public final class Recordings {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Suite suite;
    private final Spool spool = new Spool();

    public Recordings(Suite suite) {
        this.suite = suite;
    }

    /** A call that is recorded from its answer, once it is; its recording is {@code <callId>-1}. */
    public String fromAnswer(Events events, int agent, String number) {
        var body = "{\"agentId\":\"" + agent + "\",\"to\":\"" + number + "\",\"record\":true}";
        var answer = new AtomicReference<>(suite.api().post("/calls", body));
        await().atMost(PATIENCE)
                .until(() -> answer.get().status() == 202
                        || answer.updateAndGet(_ -> suite.api().post("/calls", body))
                                        .status()
                                == 202);
        var callId = answer.get().json().path("callId").asText();
        assertThat(events.awaitEvent(PATIENCE, callId, "call.recording-started")
                        .path("data")
                        .path("recordingId")
                        .asText())
                .isEqualTo(callId + "-1");
        return callId;
    }

    /** Until at least so many seconds more were said than when this was asked. */
    public void grow(String recordingId, double more) {
        double enough = spool.seconds(recordingId) + Spool.UNWRITTEN + more;
        await().atMost(PATIENCE).until(() -> spool.seconds(recordingId) >= enough);
    }

    public JsonNode awaitState(String recordingId, String state) {
        return await().atMost(PATIENCE)
                .until(
                        () -> suite.api().get("/recordings/" + recordingId).json(),
                        it -> state.equals(it.path("state").asText()));
    }
}
