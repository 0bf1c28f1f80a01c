package io.tandem.local.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The demo's tables as lines of text. */
final class DemoTable {

    static List<String> live(List<Row> rows, String title) {
        var lines = new ArrayList<String>();
        lines.add(title);
        lines.add(live("NUMBER", "WHAT IT DOES", "CONTACT", "TRY", "AGENT", "CALL", "OUTCOME"));
        for (var row : rows) {
            var attempts = row.attempts() == 0 ? "" : String.valueOf(row.attempts());
            lines.add(live(row.number(), row.name(), row.state(), attempts, row.agent(), row.live(), row.outcome()));
        }
        return lines;
    }

    static List<String> compared(List<Comparison> comparisons) {
        var lines = new ArrayList<String>();
        lines.add(compared("NUMBER", "WHAT IT DOES", "TRY", "SUITE SAYS", "CARRIER SAYS", ""));
        for (var compared : comparisons) {
            var row = compared.row();
            var verdict = compared.agrees() ? "agree" : "DISAGREE: " + String.join("; ", compared.disagreements());
            lines.add(compared(
                    row.number(),
                    row.name(),
                    String.valueOf(row.attempts()),
                    row.outcome(),
                    compared.account(),
                    verdict));
        }
        return lines;
    }

    private static String live(
            String number, String name, String state, String attempts, String agent, String call, String outcome) {
        return String.format(
                        Locale.ROOT,
                        "%-14s %-28s %-10s %3s  %-6s %-18s %s",
                        number,
                        name,
                        state,
                        attempts,
                        agent,
                        call,
                        outcome)
                .stripTrailing();
    }

    private static String compared(
            String number, String name, String attempts, String suite, String carrier, String verdict) {
        return String.format(
                        Locale.ROOT, "%-14s %-28s %3s  %-15s %-24s %s", number, name, attempts, suite, carrier, verdict)
                .stripTrailing();
    }

    static String outcomes(List<Row> rows) {
        Map<String, Long> counts = rows.stream()
                .map(row -> row.outcome().isEmpty() ? row.state() : row.outcome())
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private DemoTable() {}
}
