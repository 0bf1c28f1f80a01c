package io.tandem.local.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An answer of {@code GET /audit} as a table. */
record AuditReport(JsonNode answer) {

    private static final List<String> KINDS = List.of("LOST", "PHANTOM", "DOUBLED", "DRIFTING");

    boolean isClean() {
        return answer.path("findings").isEmpty();
    }

    /** One line for each finding, then the counts. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        answer.path("findings")
                .forEach(finding -> lines.add(String.format(
                        Locale.ROOT,
                        "%-8s  %s  %s",
                        finding.path("kind").asText().toLowerCase(Locale.ROOT),
                        finding.path("callId").asText(),
                        finding.path("detail").asText())));
        var counts = KINDS.stream()
                .map(kind -> callsWith(kind) + " " + kind.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        lines.add(answer.path("compared").asInt() + " calls compared since "
                + answer.path("since").asText() + ": " + counts);
        return List.copyOf(lines);
    }

    private long callsWith(String kind) {
        return answer.path("findings")
                .valueStream()
                .filter(finding -> finding.path("kind").asText().equals(kind))
                .map(finding -> finding.path("callId").asText())
                .distinct()
                .count();
    }
}
