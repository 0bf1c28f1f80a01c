package io.tandem.local.call;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.local.api.Api;
import io.tandem.local.api.EventStream;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Asks for a call, tells what happens as it happens, and shows the whole timeline at its end. Ctrl-C hangs up. */
public final class ClickToCall {

    /** How often the call itself is asked whether it ended, should the events not tell. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Api api;
    private final PrintStream out;

    public ClickToCall(Api api, PrintStream out) {
        this.api = api;
        this.out = out;
    }

    /** Exit status: 0 when the customer was spoken to. */
    public int place(String agent, String number) {
        try (var events = api.events("agentId=" + URLEncoder.encode(agent, StandardCharsets.UTF_8))) {
            var callId = api.post("/calls", Map.of("agentId", agent, "to", number))
                    .orThrow()
                    .path("callId")
                    .asText();
            out.println("call " + callId + ": agent " + agent + " to " + number + "; Ctrl-C hangs up");
            var call = follow(callId, events);
            var lines = Timeline.lines(api.get("/calls/" + callId + "/timeline").orThrow());
            out.println();
            lines.forEach(out::println);
            out.println();
            out.println(Timeline.verdict(call));
            return call.path("outcome").asText().equals("ANSWERED") ? 0 : 1;
        }
    }

    private JsonNode follow(String callId, EventStream events) {
        var hangUp = new Thread(() -> api.post("/calls/" + callId + "/hangup"));
        Runtime.getRuntime().addShutdownHook(hangUp);
        try {
            while (true) {
                var event = events.next(LOOK);
                event.filter(told -> told.path("data").path("callId").asText().equals(callId))
                        .ifPresent(told -> out.println("  " + Timeline.live(told)));
                if (event.isEmpty() || isEnd(event.get(), callId)) {
                    var call = api.get("/calls/" + callId).orThrow();
                    if (call.path("state").asText().equals("ENDED")) {
                        return call;
                    }
                }
            }
        } finally {
            Runtime.getRuntime().removeShutdownHook(hangUp);
        }
    }

    private static boolean isEnd(JsonNode event, String callId) {
        return event.path("type").asText().equals("call.ended")
                && event.path("data").path("callId").asText().equals(callId);
    }
}
