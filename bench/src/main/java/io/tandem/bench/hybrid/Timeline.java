package io.tandem.bench.hybrid;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.bench.Step;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.StreamSupport;

/** When each fact of a call was first read by a gateway, from AMI or ARI. */
record Timeline(Map<Fact, Instant> first) {

    static Timeline of(String callId, JsonNode answer) {
        var items = answer.isArray() ? answer : answer.path("items");
        var first = new EnumMap<Fact, Instant>(Fact.class);
        StreamSupport.stream(items.spliterator(), false).forEach(entry -> {
            var type = entry.path("type").asText();
            var detail = entry.path("detail").toString();
            for (var fact : Fact.values()) {
                if (fact.isOf(callId, type, detail)) {
                    first.merge(fact, Instant.parse(entry.path("at").asText()), (a, b) -> a.isBefore(b) ? a : b);
                }
            }
        });
        return new Timeline(first);
    }

    void between(Fact from, Fact to, Step step) {
        if (first.containsKey(from) && first.containsKey(to)) {
            step.took(first.get(from), first.get(to));
        }
    }

    void followed(String event, Instant decided, Instant arrival, Way way) {
        Fact.behind(event).filter(first::containsKey).ifPresent(fact -> way.went(first.get(fact), decided, arrival));
    }
}
