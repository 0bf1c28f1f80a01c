package io.tandem.bench.hybrid;

import io.tandem.acceptance.suite.Events;
import io.tandem.acceptance.suite.Suite;
import io.tandem.bench.Benchmark;
import io.tandem.bench.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * 200 calls at 5 a second: the agent's phone answers at once, so does the customer, who hangs up two seconds later. Steps between PBX
 * events are taken from the call's timeline (the time at which a gateway read the event, the earlier of AMI and ARI); the way to
 * the WebSocket is the time from a gateway's reading to the arrival, in this process, of the frame that the PBX event caused.
 */
public final class HybridCall implements Benchmark {

    private static final int CALLS = 200;
    private static final Duration EVERY = Duration.ofMillis(200);
    private static final int FIRST_AGENT = 1001;
    private static final int AGENTS = 60;
    private static final String CUSTOMER = "+442079460702";
    private static final int WARM_UP = 20;

    @Override
    public String name() {
        return "hybrid-call";
    }

    @Override
    public String about() {
        return CALLS + " real calls, " + 1_000 / EVERY.toMillis() + " a second, after a warm-up of " + WARM_UP;
    }

    @Override
    public void run() {
        var suite = Suite.running();
        suite.agents(FIRST_AGENT, AGENTS);
        calls(suite, WARM_UP);
        try (var events = suite.events()) {
            var callIds = place(suite, CALLS);
            awaitEnds(events, callIds);
            report(suite, events, callIds);
        }
    }

    private static void calls(Suite suite, int count) {
        try (var events = suite.events()) {
            awaitEnds(events, place(suite, count));
        }
    }

    /** One each {@link #EVERY}, whatever the ones before do: the rate is the load's, not the system's. */
    private static List<String> place(Suite suite, int count) {
        var callIds = new ArrayList<String>();
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = start + i * EVERY.toNanos();
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            callIds.add(suite.call(FIRST_AGENT + i % AGENTS, CUSTOMER));
        }
        return callIds;
    }

    private static void awaitEnds(Events events, List<String> callIds) {
        var open = new HashSet<>(callIds);
        events.awaitAll(Duration.ofSeconds(60), "end of every call", frames -> {
            frames.stream()
                    .filter(f -> "call.ended".equals(f.path("type").asText()))
                    .forEach(f -> open.remove(f.path("subject").asText()));
            return open.isEmpty();
        });
    }

    private static void report(Suite suite, Events events, List<String> callIds) {
        var handedOff = new Step("agent answered -> handed off", "150");
        var connected = new Step("customer answered -> connected", "50");
        var way = new Way(
                new Step("PBX event -> WebSocket frame", "30"),
                new Step("  of it: PBX event -> decided", ""),
                new Step("  of it: decided -> WebSocket frame", ""));
        var timelines = new HashMap<String, Timeline>();
        for (var callId : callIds) {
            var timeline = Timeline.of(
                    callId, suite.api().get("/calls/" + callId + "/timeline").json());
            timeline.between(Fact.AGENT_ANSWERED, Fact.AGENT_IN_BRIDGE, handedOff);
            timeline.between(Fact.CUSTOMER_ANSWERED, Fact.CUSTOMER_IN_BRIDGE, connected);
            timelines.put(callId, timeline);
        }
        var frames = events.frames();
        var arrivals = events.arrivals();
        for (int i = 0; i < frames.size(); i++) {
            var timeline = timelines.get(frames.get(i).path("subject").asText());
            if (timeline != null) {
                var event = frames.get(i);
                timeline.followed(
                        event.path("type").asText(),
                        Instant.parse(event.path("time").asText()),
                        arrivals.get(i),
                        way);
            }
        }
        System.out.println(Step.head());
        List.of(handedOff, connected, way.whole(), way.decided(), way.told()).forEach(s -> System.out.println(s.row()));
        System.out.println(connected.count() + " of " + callIds.size() + " calls connected agent and customer");
    }
}
