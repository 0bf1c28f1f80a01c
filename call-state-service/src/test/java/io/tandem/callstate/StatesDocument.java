package io.tandem.callstate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a machine does, state by input, as a page of {@code docs/} that the machine itself fills. */
public final class StatesDocument {

    private static final boolean WRITES = Boolean.getBoolean("states.write");

    private final String title;
    private final String about;
    private final List<String> states;
    private final Map<String, Map<String, Set<String>>> rows = new LinkedHashMap<>();

    /** @param states the columns, in their order */
    public StatesDocument(String title, String about, List<String> states) {
        this.title = title;
        this.about = about;
        this.states = List.copyOf(states);
    }

    /** Once, or as often as the same input meets the same state in another situation. */
    public void seen(String input, String from, String to) {
        rows.computeIfAbsent(input, _ -> new LinkedHashMap<>())
                .computeIfAbsent(from, _ -> new LinkedHashSet<>())
                .add(to);
    }

    /** Fails when the page says something else; {@code -Dstates.write=true} writes it instead. */
    public void mustBe(Path page) {
        try {
            if (WRITES) {
                Files.writeString(page, text());
            }
            assertThat(Files.exists(page) ? Files.readString(page) : "")
                    .as("%s is stale; -Dstates.write=true writes it", page)
                    .isEqualTo(text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text() {
        var lines = new ArrayList<>(List.of("# " + title, "", about, ""));
        lines.add("| | " + String.join(" | ", states) + " |");
        lines.add("|---".repeat(states.size() + 1) + "|");
        rows.forEach((input, cells) -> lines.add("| " + input + " | "
                + String.join(" | ", states.stream().map(s -> cell(cells, s)).toList()) + " |"));
        return String.join("\n", lines) + "\n";
    }

    /** A dot: it was met there, and changed no state. */
    private String cell(Map<String, Set<String>> cells, String state) {
        var found = cells.getOrDefault(state, Set.of());
        var others = states.stream()
                .filter(to -> !to.equals(state) && found.contains(to))
                .toList();
        if (others.isEmpty()) {
            return found.isEmpty() ? "" : "·";
        }
        return (found.contains(state) ? "· " : "") + "→ " + String.join(", ", others);
    }
}
