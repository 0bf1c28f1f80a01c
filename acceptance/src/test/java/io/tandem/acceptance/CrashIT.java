package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.acceptance.suite.Suite;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code kill -9} of the service that owns the calls' state, with calls in every state. */
class CrashIT {

    private static final int CALLS = 20;

    /** By turns: talks for a while, rings out, busy, answers late, machine, hangs up at once, congestion, unallocated, rejects, talks briefly. */
    private static final List<String> BEHAVIOURS =
            List.of("0112", "0301", "0201", "0110", "0601", "0702", "0401", "0501", "0901", "0104");

    private static final Map<String, String> OUTCOME_BY_BEHAVIOUR = Map.of(
            "01", "ANSWERED",
            "02", "BUSY",
            "03", "NO_ANSWER",
            "04", "CONGESTION",
            "05", "INVALID_NUMBER",
            "06", "ANSWERED",
            "07", "ANSWERED",
            "09", "REJECTED");

    private final Suite suite = Suite.running();

    @BeforeEach
    void agents_have_phones() {
        suite.agents(1061, CALLS / 2);
        suite.agents(1161, CALLS / 2);
    }

    @Test
    void every_call_reaches_its_end_and_a_client_sees_each_event_once() {
        try (var events = suite.events()) {
            var numberOf = new LinkedHashMap<String, String>();
            for (int i = 0; i < CALLS; i++) {
                var number = "+44207946" + BEHAVIOURS.get(i % BEHAVIOURS.size());
                int agent = i % 2 == 0 ? 1061 + i / 2 : 1161 + i / 2;
                numberOf.put(suite.call(agent, number), number);
            }
            events.awaitAll(Duration.ofSeconds(20), "a call that is connected", all -> all.stream()
                    .anyMatch(f -> "call.connected".equals(f.path("type").asText())
                            && numberOf.containsKey(f.path("subject").asText())));

            suite.kill("call-state-service");
            suite.restart("call-state-service");
            events.awaitAll(
                    Duration.ofSeconds(120),
                    "end of every call",
                    all -> all.stream()
                                    .filter(f ->
                                            "call.ended".equals(f.path("type").asText()))
                                    .map(f -> f.path("subject").asText())
                                    .filter(numberOf::containsKey)
                                    .distinct()
                                    .count()
                            == CALLS);

            numberOf.forEach((callId, number) -> {
                var frames = events.of(callId);
                assertThat(frames).extracting(f -> f.path("id").asText()).doesNotHaveDuplicates();
                assertThat(events.typesOf(callId))
                        .doesNotHaveDuplicates()
                        .startsWith("call.requested")
                        .endsWith("call.ended");
                assertThat(outcome(frames.getLast()))
                        .as("outcome of %s", number)
                        .isEqualTo(OUTCOME_BY_BEHAVIOUR.get(number.substring(9, 11)));
            });
        }
    }

    private static String outcome(JsonNode ended) {
        return ended.path("data").path("call").path("outcome").asText();
    }
}
