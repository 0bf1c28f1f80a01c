package io.tandem.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A child died or was not ready in time; the message ends with the last lines of its log. */
public final class ChildFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LINES = 20;

    private ChildFailedException(String message) {
        super(message);
    }

    public static ChildFailedException died(Child child) {
        return died(child.name(), child.log());
    }

    public static ChildFailedException died(String name, Path log) {
        return new ChildFailedException(name + " ended by itself" + tail(log));
    }

    static ChildFailedException late(Child child, Duration limit) {
        return new ChildFailedException(
                child.name() + " was not ready within " + limit.toSeconds() + " s" + tail(child.log()));
    }

    private static String tail(Path log) {
        try {
            var lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            var last = lines.subList(Math.max(0, lines.size() - LINES), lines.size());
            return last.isEmpty() ? "; it logged nothing" : "; the end of " + log + ":\n" + indent(last);
        } catch (IOException _) {
            return "; it has no log at " + log;
        }
    }

    private static String indent(List<String> lines) {
        return "    " + String.join("\n    ", lines);
    }
}
