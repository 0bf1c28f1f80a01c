package io.tandem.acceptance.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What {@code pbx.gap} says nobody can have heard over AMI. */
record Gap(Instant from, Instant to) {

    /** What was on its way when the way broke is read a little later. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(1);

    static List<Gap> in(List<JsonNode> facts) {
        return facts.stream()
                .filter(f -> f.path("type").asText().equals("pbx.gap.v1"))
                .filter(f -> f.path("source").asText().equals("AMI"))
                .map(f -> new Gap(
                        Instant.parse(f.path("from").asText()),
                        Instant.parse(f.path("to").asText())))
                .toList();
    }

    boolean covers(Instant begin, Instant end) {
        return !from.isAfter(begin.plus(ON_ITS_WAY)) && !to.isBefore(end);
    }
}
