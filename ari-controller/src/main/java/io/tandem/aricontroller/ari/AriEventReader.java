package io.tandem.aricontroller.ari;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tandem.aricontroller.fact.AriEvent;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The text of one WebSocket message as an event: the one place where JSON of ARI is read. Safe from any thread. */
public final class AriEventReader {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXX");

    private final ObjectMapper json = new ObjectMapper();

    /** Empty for what is not a JSON object with a type. */
    public Optional<AriEvent> read(String text) {
        try {
            var node = json.readTree(text);
            return node.path("type").isTextual() ? Optional.of(event(node)) : Optional.empty();
        } catch (JsonProcessingException | DateTimeException _) {
            return Optional.empty();
        }
    }

    private static AriEvent event(JsonNode node) {
        var args = new ArrayList<String>();
        node.path("args").forEach(arg -> args.add(arg.asText()));
        return new AriEvent(
                node.path("type").asText(),
                node.path("application").asText(),
                channel(node.path("channel").isObject() ? node.path("channel") : node.path("peer")),
                textOrNull(node.path("bridge").path("id")),
                node.path("dialstatus").asText(),
                node.path("cause").asInt(),
                textOrNull(node.path("cause_txt")),
                textOrNull(node.path("tech_cause")),
                args,
                key(node));
    }

    private static AriEvent.@Nullable Channel channel(JsonNode node) {
        return node.isObject()
                ? new AriEvent.Channel(
                        node.path("id").asText(),
                        node.path("name").asText(),
                        node.path("state").asText())
                : null;
    }

    private static AriEvent.@Nullable Key key(JsonNode node) {
        return node.path("type").asText().equals("ChannelDtmfReceived")
                ? new AriEvent.Key(
                        node.path("digit").asText(),
                        TIME.parse(node.path("timestamp").asText(), Instant::from))
                : null;
    }

    private static @Nullable String textOrNull(JsonNode node) {
        return node.isValueNode() && !node.isNull() ? node.asText() : null;
    }
}
