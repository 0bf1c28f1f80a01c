package io.tandem.bench.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.acceptance.suite.Events;
import io.tandem.acceptance.suite.Suite;
import io.tandem.bench.Benchmark;
import io.tandem.bench.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * From the request to the arrival, in this process, of the WebSocket frame that says it is done, while 50 calls talk: one operation at a
 * time, all of one call and then of the next. A supervisor's first mode waits for their phone, which answers at once.
 */
public final class CallControl implements Benchmark {

    private static final int CALLS = 50;
    private static final int ROUNDS = 3;
    private static final int WARM_UP = 10;
    private static final int FIRST_AGENT = 1001;
    private static final int SUPERVISOR = FIRST_AGENT + CALLS;
    private static final String CUSTOMER = "+442079460000";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String AGENT = "{\"leg\":\"agent\"}";

    private static final List<Operation> OPERATIONS = List.of(
            Operation.post("hold", "call.held"),
            Operation.post("unhold", "call.resumed"),
            Operation.post("mute", "mute", AGENT, "call.muted"),
            Operation.post("unmute", "unmute", AGENT, "call.unmuted"),
            Operation.post("dtmf", "dtmf", "{\"leg\":\"customer\",\"digits\":\"5\"}", "call.dtmf"),
            Operation.post("recording/start", "call.recording-started"),
            Operation.post("recording/pause", "call.recording-paused"),
            Operation.post("recording/resume", "call.recording-resumed"),
            Operation.post("recording/stop", "call.recording-stopped"),
            supervise("listen"),
            supervise("whisper"),
            supervise("barge"),
            Operation.delete("supervise, end", "supervise", "call.supervised"));

    private static Operation supervise(String mode) {
        return Operation.post(
                "supervise, " + mode,
                "supervise",
                "{\"supervisorId\":\"" + SUPERVISOR + "\",\"mode\":\"" + mode + "\"}",
                "call.supervised");
    }

    @Override
    public String name() {
        return "call-control";
    }

    @Override
    public String about() {
        return "from POST to its event, " + CALLS + " live calls, " + ROUNDS + " rounds after " + WARM_UP
                + " calls to warm up";
    }

    @Override
    public void run() {
        var suite = Suite.running();
        suite.agents(FIRST_AGENT, CALLS + 1);
        try (var events = suite.events()) {
            var callIds = connected(suite, events);
            round(suite, events, callIds.subList(0, WARM_UP), steps());
            var steps = steps();
            for (int round = 0; round < ROUNDS; round++) {
                round(suite, events, callIds, steps);
            }
            System.out.println(Step.head());
            steps.forEach(step -> System.out.println(step.row()));
            callIds.forEach(callId -> suite.api().post("/calls/" + callId + "/hangup"));
            callIds.forEach(callId -> events.awaitEvent(PATIENCE, callId, "call.ended"));
        }
    }

    private static List<Step> steps() {
        return OPERATIONS.stream().map(it -> new Step(it.name(), "")).toList();
    }

    private static void round(Suite suite, Events events, List<String> callIds, List<Step> steps) {
        for (var callId : callIds) {
            for (int i = 0; i < steps.size(); i++) {
                measure(suite, events, callId, OPERATIONS.get(i), steps.get(i));
            }
        }
    }

    private static List<String> connected(Suite suite, Events events) {
        var callIds = new ArrayList<String>();
        for (int i = 0; i < CALLS; i++) {
            var callId = suite.call(FIRST_AGENT + i, CUSTOMER);
            events.awaitEvent(PATIENCE, callId, "call.connected");
            callIds.add(callId);
        }
        return callIds;
    }

    private static void measure(Suite suite, Events events, String callId, Operation operation, Step step) {
        int from = events.frames().size();
        var asked = operation.askedOf(suite.api(), callId);
        events.awaitAll(
                PATIENCE,
                operation.event() + " of " + callId,
                frames -> indexOf(frames, from, callId, operation.event()) >= 0);
        step.took(asked, events.arrivals().get(indexOf(events.frames(), from, callId, operation.event())));
    }

    private static int indexOf(List<JsonNode> frames, int from, String callId, String type) {
        for (int i = from; i < frames.size(); i++) {
            if (callId.equals(frames.get(i).path("subject").asText())
                    && type.equals(frames.get(i).path("type").asText())) {
                return i;
            }
        }
        return -1;
    }
}
