package io.tandem.local;

import io.tandem.local.suite.PartStatus;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code ./tandem status} as text. */
final class StatusTable {

    private static final String FORM = "%-20s %-10s %8s %8s %9s  %s%n";

    static void print(List<PartStatus> parts, PrintStream out) {
        out.printf(Locale.ROOT, FORM, "SERVICE", "HEALTH", "PID", "MEMORY", "UP", "PORTS");
        for (var part : parts) {
            out.printf(
                    Locale.ROOT,
                    FORM,
                    part.name(),
                    health(part.health()),
                    part.pid().map(String::valueOf).orElse("-"),
                    part.pid().isEmpty() ? "-" : part.megabytes() + " MB",
                    part.pid().isEmpty() ? "-" : time(part.since()),
                    part.ports().stream().map(String::valueOf).collect(Collectors.joining(" ")));
        }
    }

    private static String health(PartStatus.Health health) {
        return switch (health) {
            case READY -> "ready";
            case NOT_READY -> "not ready";
            case DOWN -> "down";
        };
    }

    private static String time(Duration since) {
        return since.toHours() > 0
                ? since.toHours() + "h" + since.toMinutesPart() + "m"
                : since.toMinutes() + "m" + since.toSecondsPart() + "s";
    }

    private StatusTable() {}
}
