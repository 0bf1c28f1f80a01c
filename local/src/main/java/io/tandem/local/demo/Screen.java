package io.tandem.local.demo;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A table that changes: drawn over itself on a terminal, else a line for each row that changed. */
final class Screen {

    private static final String CLEAR_LINE = "\u001b[2K";

    private final PrintStream out;
    private final boolean isTerminal;
    private final Map<Integer, String> shown = new HashMap<>();

    Screen(PrintStream out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    /** The number of lines stays the same from call to call; the first two are the title and the head. */
    void show(List<String> lines) {
        if (isTerminal) {
            if (!shown.isEmpty()) {
                out.print("\u001b[" + lines.size() + "A");
            }
            lines.forEach(line -> out.println(CLEAR_LINE + line));
            shown.put(0, lines.getFirst());
        } else {
            for (int i = 1; i < lines.size(); i++) {
                var line = lines.get(i);
                if (!line.equals(shown.put(i, line))) {
                    out.println(line);
                }
            }
        }
        out.flush();
    }
}
