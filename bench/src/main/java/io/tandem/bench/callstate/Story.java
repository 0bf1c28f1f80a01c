package io.tandem.bench.callstate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What AMI and ARI of a real Asterisk told of one answered call, both interfaces in turn, to be told again of any other.
 *
 * @param facts JSON, with the story's own callId
 * @param events what is told because of a fact, by its place
 * @param connected how many facts until agent and customer talk
 */
record Story(String callId, List<String> facts, Map<Integer, String> events, int connected) {

    private static final Path FILE = Path.of(System.getProperty("tandem.root", "."))
            .resolve("call-state-service/src/test/resources/stories/hybrid-answered.jsonl");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The first fact of that kind of that leg makes the event. */
    private static final Map<String, String> CAUSES = Map.of(
            "pbx.channel-answered.v1 agent", "call.agent-answered",
            "pbx.conference-joined.v1 agent", "call.agent-in-conference",
            "pbx.bridge-entered.v1 agent", "call.handed-off",
            "pbx.channel-ringing.v1 customer", "call.customer-ringing",
            "pbx.channel-answered.v1 customer", "call.customer-answered",
            "pbx.bridge-entered.v1 customer", "call.connected");

    static Story read() {
        try {
            var facts = Files.readAllLines(FILE).stream().map(Story::parse).toList();
            var callId = facts.getFirst().path("callId").asText();
            return of(callId, facts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Story of(String callId, List<JsonNode> facts) {
        var untold = new HashMap<>(CAUSES);
        var events = new HashMap<Integer, String>();
        var lines = new ArrayList<String>();
        int connected = 0;
        for (var fact : facts) {
            var event = untold.remove(kind(callId, fact));
            if (event != null) {
                events.put(lines.size(), event);
            }
            lines.add(fact.toString());
            connected = "call.connected".equals(event) ? lines.size() : connected;
        }
        return new Story(callId, List.copyOf(lines), Map.copyOf(events), connected);
    }

    private static String kind(String callId, JsonNode fact) {
        return fact.path("type").asText()
                + ' '
                + fact.path("channelId").asText().replace(callId + ".", "");
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    int size() {
        return facts.size();
    }

    String fact(int place, String ofCall) {
        return facts.get(place).replace(callId, ofCall);
    }

    Optional<String> eventOf(int place) {
        return Optional.ofNullable(events.get(place));
    }
}
