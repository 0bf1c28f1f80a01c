package io.tandem.local.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A call's facts and events as lines: milliseconds after the first, who said it, what. By the time at which each was said: the suite
 * keeps them as they reached it, and the two interfaces overtake each other.
 */
final class Timeline {

    static List<String> lines(JsonNode timeline) {
        var items = new ArrayList<JsonNode>();
        (timeline.isArray() ? timeline : timeline.path("items")).forEach(items::add);
        items.sort(Comparator.comparing(Timeline::at));
        var lines = new ArrayList<String>();
        for (var item : items) {
            lines.add(String.format(
                            Locale.ROOT,
                            "%8d ms  %-7s %-26s %s",
                            Duration.between(at(items.getFirst()), at(item)).toMillis(),
                            item.path("source").asText(),
                            item.path("type").asText(),
                            detail(item.path("detail")))
                    .stripTrailing());
        }
        return lines;
    }

    /** One event as it comes. */
    static String live(JsonNode event) {
        var call = event.path("data").path("call");
        var more =
                switch (event.path("type").asText()) {
                    case "call.ended" -> call.path("outcome").asText();
                    case "agent.presence" -> event.path("data").path("status").asText();
                    default -> event.path("data").path("reason").asText("");
                };
        return String.format(
                        Locale.ROOT,
                        "%s  %-26s %s",
                        event.path("time").asText(),
                        event.path("type").asText(),
                        more)
                .stripTrailing();
    }

    static String verdict(JsonNode call) {
        var text = new StringBuilder(call.path("outcome").asText("UNKNOWN"));
        if (call.hasNonNull("durationSeconds")) {
            text.append(", ").append(call.path("durationSeconds").asText()).append(" s");
        }
        if (call.hasNonNull("mode")) {
            text.append(", ").append(call.path("mode").asText());
        }
        if (call.hasNonNull("hangupCause")) {
            text.append(", cause ").append(call.path("hangupCause").asText());
        }
        return text.toString();
    }

    private static Instant at(JsonNode item) {
        return Instant.parse(item.path("at").asText());
    }

    private static String detail(JsonNode detail) {
        if (!detail.isObject()) {
            return detail.asText("");
        }
        var parts = new ArrayList<String>();
        detail.properties()
                .forEach(field -> parts.add(field.getKey() + "="
                        + (field.getValue().isValueNode() ? field.getValue().asText() : field.getValue())));
        return String.join(" ", parts);
    }

    private Timeline() {}
}
