package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.acceptance.suite.Api;
import io.tandem.acceptance.suite.Events;
import io.tandem.acceptance.suite.Spool;
import io.tandem.acceptance.suite.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Calls with everything done to them that can be done, at random moments, several at a time: {@code -Dtandem.calls=500} of them,
 * {@code -Dtandem.seed=…} as they were before (what is asked for is the same again; when it is, the PBX decides).
 */
class RandomCallsIT {

    private static final int CALLS = Integer.getInteger("tandem.calls", 40);
    private static final long SEED = Long.getLong("tandem.seed", System.nanoTime());
    private static final int AT_ONCE = 6;
    private static final int FIRST_AGENT = 1011;
    private static final int AGENTS = 2 * AT_ONCE + 4;
    private static final int SUPERVISOR = FIRST_AGENT + AGENTS;
    private static final int MOST_OPERATIONS = 6;
    private static final int LONGEST_PAUSE_MILLIS = 250;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final List<String> CUSTOMERS = List.of(
            "+442079460000",
            "+442079460000",
            "+442079460001",
            "+442079460120",
            "+442079460702",
            "+442079460200",
            "+442079460900",
            "+442079460800",
            "+441134960301");

    private static final List<String> EXTRAS = List.of(
            "",
            "",
            ",\"record\":true",
            ",\"amd\":{\"mode\":\"hang-up\"}",
            ",\"amd\":{\"mode\":\"connect\"},\"record\":true");

    private static final Suite SUITE = Suite.running();

    private final Map<String, Integer> answers = new ConcurrentSkipListMap<>();

    private record Operation(String path, String body) {}

    private static Operation drawn(Random random) {
        var agent = "{\"agentId\":\"" + (FIRST_AGENT + random.nextInt(AGENTS)) + "\"}";
        var number = "{\"number\":\"" + CUSTOMERS.get(random.nextInt(CUSTOMERS.size())) + "\"}";
        var to = random.nextBoolean() ? agent : number;
        var leg = "{\"leg\":\"" + (random.nextBoolean() ? "agent" : "customer") + "\"}";
        return switch (random.nextInt(17)) {
            case 0 -> new Operation("hold", "{}");
            case 1 -> new Operation("unhold", "{}");
            case 2 -> new Operation("mute", leg);
            case 3 -> new Operation("unmute", leg);
            case 4 -> new Operation("dtmf", "{\"leg\":\"customer\",\"digits\":\"12#\"}");
            case 5 -> new Operation("recording/start", "{}");
            case 6 -> new Operation("recording/pause", "{}");
            case 7 -> new Operation("recording/resume", "{}");
            case 8 -> new Operation("recording/stop", "{}");
            case 9 -> new Operation("transfer", "{\"kind\":\"blind\",\"to\":" + to + "}");
            case 10 -> new Operation("transfer", "{\"kind\":\"attended\",\"to\":" + to + "}");
            case 11 -> new Operation("transfer/complete", "{}");
            case 12 -> new Operation("transfer/cancel", "{}");
            case 13 -> new Operation("transfer/conference", "{}");
            case 14 -> new Operation("parties", to);
            case 15 -> new Operation(random.nextBoolean() ? "park" : "unpark", "{}");
            default -> new Operation("supervise", "{\"supervisorId\":\"" + SUPERVISOR + "\",\"mode\":\"whisper\"}");
        };
    }

    @Test
    void every_call_ends_once_and_leaves_nothing() throws Exception {
        System.out.println(CALLS + " calls, -Dtandem.seed=" + SEED);
        SUITE.agents(FIRST_AGENT, AGENTS + 1);
        try (var events = SUITE.events();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = IntStream.range(0, AT_ONCE)
                    .<Callable<List<String>>>mapToObj(worker -> () -> calls(events, worker))
                    .toList();
            var callIds = new ArrayList<String>();
            for (var done : threads.invokeAll(tasks)) {
                callIds.addAll(done.get());
            }

            System.out.println("answers: " + answers);
            System.out.println("outcomes: " + outcomes(events, callIds));
            assertThat(callIds).hasSizeGreaterThanOrEqualTo(CALLS / 2);
            hasTwiceNoEvent(events, callIds);
            leavesNothing(callIds);
        } catch (ExecutionException e) {
            throw new AssertionError("with -Dtandem.seed=" + SEED, e.getCause());
        }
    }

    /** One after the other, of an agent of its own; a call that an agent is still busy for is not begun. */
    private List<String> calls(Events events, int worker) {
        var random = new Random(SEED + worker);
        var callIds = new ArrayList<String>();
        for (int i = worker; i < CALLS; i += AT_ONCE) {
            var begun = begin(FIRST_AGENT + 2 * worker, random);
            if (!begun.isEmpty()) {
                callIds.add(begun);
                lives(events, begun, random);
            }
        }
        return callIds;
    }

    private String begin(int agent, Random random) {
        var answer = SUITE.api()
                .post(
                        "/calls",
                        "{\"agentId\":\"" + agent + "\",\"to\":\"" + CUSTOMERS.get(random.nextInt(CUSTOMERS.size()))
                                + "\"" + EXTRAS.get(random.nextInt(EXTRAS.size())) + "}");
        noted("POST /calls", answer);
        return answer.status() == 202 ? answer.json().path("callId").asText() : "";
    }

    private void lives(Events events, String callId, Random random) {
        boolean isHurried = random.nextInt(5) == 0;
        if (!isHurried) {
            events.awaitAll(PATIENCE, "talk or end of " + callId, all -> all.stream()
                    .anyMatch(f -> is(f, callId, "call.connected") || is(f, callId, "call.ended")));
        }
        for (int i = random.nextInt(MOST_OPERATIONS); i > 0; i--) {
            var operation = drawn(random);
            noted(operation.path(), SUITE.api().post("/calls/" + callId + "/" + operation.path(), operation.body()));
            LockSupport.parkNanos(
                    Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS)).toNanos());
        }
        noted("hangup", SUITE.api().post("/calls/" + callId + "/hangup"));
        events.awaitEvent(PATIENCE, callId, "call.ended");
    }

    private static boolean is(JsonNode frame, String callId, String type) {
        return callId.equals(frame.path("subject").asText())
                && type.equals(frame.path("type").asText());
    }

    private void noted(String what, Api.Answer answer) {
        answers.merge(what + " " + answer.status(), 1, Integer::sum);
        assertThat(answer.status()).as(what + " " + answer.body()).isIn(202, 409);
    }

    private static Map<String, Long> outcomes(Events events, List<String> callIds) {
        return events.frames().stream()
                .filter(f -> "call.ended".equals(f.path("type").asText()))
                .filter(f -> callIds.contains(f.path("subject").asText()))
                .collect(Collectors.groupingBy(
                        f -> f.path("data").path("call").path("outcome").asText(),
                        TreeMap::new,
                        Collectors.counting()));
    }

    private static void hasTwiceNoEvent(Events events, List<String> callIds) {
        var ids = events.frames().stream()
                .filter(f -> callIds.contains(f.path("subject").asText()))
                .map(f -> f.path("id").asText())
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
        for (var callId : callIds) {
            assertThat(events.typesOf(callId))
                    .as(callId)
                    .containsOnlyOnce("call.ended")
                    .containsOnlyOnce("call.requested");
            assertThat(SUITE.api().get("/calls/" + callId).json().path("state").asText())
                    .isEqualTo("ENDED");
        }
    }

    private static void leavesNothing(List<String> callIds) {
        var spool = new Spool();
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(SUITE.pbx().calls()).isEmpty();
            assertThat(SUITE.pbx().bridges()).isEmpty();
        });
        for (int agent = FIRST_AGENT; agent < FIRST_AGENT + AGENTS; agent++) {
            var presence = "/presence/" + agent;
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            SUITE.api().get(presence).json().path("callId").isTextual())
                    .as(presence)
                    .isFalse());
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(callIds)
                .allSatisfy(callId -> assertThat(spool.onThePbx(callId)).isEmpty()));
    }
}
