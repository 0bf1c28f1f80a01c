package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.acceptance.suite.Suite;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How the parties can be heard while they talk, as the real Asterisk measures it. */
class QualityIT {

    private static final Duration CALL = Duration.ofSeconds(60);

    private static final Suite SUITE = Suite.running();

    @BeforeAll
    static void the_agent_has_a_phone() {
        SUITE.agents(1039, 1);
    }

    @Test
    void is_told_every_ten_seconds_while_somebody_watches() {
        try (var events = SUITE.events()) {
            var callId = SUITE.call(1039, "+442079460130");
            assertThat(SUITE.api()
                            .post("/calls/" + callId + "/quality/watch", "{}")
                            .status())
                    .isEqualTo(409);
            events.awaitEvent(CALL, callId, "call.connected");

            var watch = SUITE.api().post("/calls/" + callId + "/quality/watch", "{\"seconds\":30}");

            assertThat(watch.status()).as(watch.body()).isEqualTo(202);
            events.awaitAll(
                    CALL,
                    "two measurements",
                    all -> all.stream()
                                    .filter(f -> callId.equals(f.path("subject").asText()))
                                    .filter(f ->
                                            "call.quality".equals(f.path("type").asText()))
                                    .count()
                            >= 2);
            var quality = SUITE.api().get("/calls/" + callId + "/quality").json();
            System.out.println(quality);
            assertThat(quality.path("legs")).hasSize(2).allSatisfy(leg -> {
                assertThat(leg.path("quality").path("mos").asDouble()).isBetween(4.0, 4.5);
                assertThat(leg.path("quality").path("jitterMs").asDouble()).isBetween(0.0, 100.0);
            });
            SUITE.api().post("/calls/" + callId + "/hangup");
            events.awaitEvent(CALL, callId, "call.ended");
        }
    }
}
