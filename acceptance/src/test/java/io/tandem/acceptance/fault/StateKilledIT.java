package io.tandem.acceptance.fault;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.acceptance.suite.Await;
import io.tandem.acceptance.suite.Events;
import io.tandem.acceptance.suite.Suite;
import io.tandem.acceptance.suite.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@code kill -9} of the service that owns the calls' state, again and again, at random points, while calls come and go at some 50
 * facts a second. The number is CI's: {@code -Dtandem.kills=100} is that of the promise.
 */
@Tag("alone")
class StateKilledIT {

    private static final int KILLS = Integer.getInteger("tandem.kills", 3);
    private static final long SEED = Long.getLong("tandem.kills.seed", System.nanoTime());

    private static final String SERVICE = "call-state-service";
    /** After it is ready again. */
    private static final Duration LONGEST_LIFE = Duration.ofSeconds(4);

    private static final Duration ENDS = Duration.ofSeconds(60);

    /** What is told of an answered call, whatever was skipped by whom; quality only where it was measured in time. */
    private static final List<String> WHOLE = List.of(
            "call.requested",
            "call.agent-dialing",
            "call.agent-ringing",
            "call.agent-answered",
            "call.agent-in-conference",
            "call.handed-off",
            "call.customer-dialing",
            "call.customer-ringing",
            "call.customer-answered",
            "call.connected",
            "call.ended");

    private final Suite suite = Suite.running();

    @AfterEach
    void the_service_is_back() {
        suite.revive(SERVICE);
    }

    @Test
    void no_event_is_lost_and_none_told_twice_and_every_call_has_its_end() {
        var random = new Random(SEED);
        Story.says("%d kills, -Dtandem.kills.seed=%d", KILLS, SEED);
        try (var told = suite.topic("tandem.calls");
                var facts = suite.topic("tandem.pbx.facts");
                var heard = suite.events()) {
            long begun = System.nanoTime();
            var load = new CallLoad(suite);
            try (load) {
                for (int i = 0; i < KILLS; i++) {
                    Await.reaching(System.nanoTime() + random.nextLong(LONGEST_LIFE.toNanos()));
                    suite.kill(SERVICE);
                    suite.restart(SERVICE);
                }
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            awaitEnds(told, load.asked());
            Story.says(
                    "%d calls, %.0f facts a second of the PBX over %.0f s; %d events told, %d of them more than once on Kafka",
                    load.asked().size(),
                    factsOfThePbx(facts) / seconds,
                    seconds,
                    told.records().size(),
                    repeated(told));
            load.asked().forEach(callId -> assertWhole(callId, told, heard));
            assertNobodyIsKept();
        }
    }

    private static int factsOfThePbx(Topic facts) {
        return Math.toIntExact(facts.records().stream()
                .filter(f -> List.of("AMI", "ARI").contains(f.path("source").asText()))
                .filter(f -> f.hasNonNull("callId"))
                .count());
    }

    private static void awaitEnds(Topic told, List<String> asked) {
        told.await(ENDS, "end of each of " + asked.size() + " calls", all -> callsWith(all, "call.ended")
                .containsAll(asked));
    }

    private static Set<String> callsWith(List<JsonNode> records, String type) {
        return records.stream()
                .filter(r -> typeOf(r).equals(type))
                .map(r -> r.path("callId").asText())
                .collect(toUnmodifiableSet());
    }

    private static String typeOf(JsonNode record) {
        return record.path("type").asText().replaceFirst("\\.v\\d+$", "");
    }

    private static int repeated(Topic told) {
        return Math.toIntExact(told.records().stream().collect(groupingBy(StateKilledIT::idOf)).values().stream()
                .filter(same -> same.size() > 1)
                .count());
    }

    private static String idOf(JsonNode record) {
        return record.path("callId").asText() + ":" + record.path("version").asText();
    }

    /** On Kafka a repetition is byte for byte what was told before; a client hears each event once, and all of them. */
    private static void assertWhole(String callId, Topic told, Events heard) {
        var events = told.records().stream()
                .filter(r -> r.path("callId").asText().equals(callId))
                .toList();
        events.stream()
                .collect(groupingBy(StateKilledIT::idOf))
                .forEach((id, same) -> assertThat(Set.copyOf(same)).as(id).hasSize(1));
        var ids = new ArrayList<>(
                events.stream().map(StateKilledIT::idOf).distinct().toList());
        Await.until(
                ENDS,
                "every event of " + callId,
                () -> heard.of(callId).size() >= ids.size(),
                () -> heard.typesOf(callId));
        assertThat(heard.of(callId)).extracting(f -> f.path("id").asText()).containsExactlyElementsOf(ids);
        var types = heard.typesOf(callId);
        assertThat(types).as(callId).containsOnlyOnce("call.ended").endsWith("call.ended");
        if (isAnswered(events.getLast()) && !types.contains("call.degraded")) {
            assertThat(types).as(callId).containsSubsequence(WHOLE);
        }
    }

    private static boolean isAnswered(JsonNode ended) {
        return "ANSWERED".equals(ended.path("call").path("outcome").asText());
    }

    private void assertNobodyIsKept() {
        Await.until(ENDS, "no agent has a call", () -> busy().isEmpty(), this::busy);
    }

    private List<JsonNode> busy() {
        return suite.api()
                .get("/presence?limit=500")
                .json()
                .path("items")
                .valueStream()
                .filter(p -> p.hasNonNull("callId"))
                .toList();
    }
}
