package io.tandem.local.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Adds up the reports under every module of the root; its last line is {@code N passed, N failed, N skipped}. */
public final class TestReport {

    public static void main(String[] args) throws IOException {
        var root = Path.of(args[0]);
        var counts = count(root);
        printSecondTries(root, System.out);
        print(counts, System.out);
        var whole = whole(counts);
        System.exit(whole.failed() == 0 && whole.passed() > 0 ? 0 : 1);
    }

    static Map<Level, Count> count(Path root) throws IOException {
        var counts = new EnumMap<Level, Count>(Level.class);
        for (var file : reports(root)) {
            var report = SuiteReport.read(file);
            counts.merge(report.level(), report.count(), Count::plus);
        }
        return counts;
    }

    static void printSecondTries(Path root, PrintStream out) throws IOException {
        for (var file : reports(root)) {
            SuiteReport.read(file).secondTries().forEach(name -> out.println("passed at the second try only: " + name));
        }
    }

    static void print(Map<Level, Count> counts, PrintStream out) {
        out.println();
        for (var level : Level.values()) {
            var count = counts.getOrDefault(level, Count.NONE);
            out.printf(Locale.ROOT, "%-11s %s%n", level.name().toLowerCase(Locale.ROOT), text(count));
        }
        out.println(text(whole(counts)));
    }

    private static Count whole(Map<Level, Count> counts) {
        return counts.values().stream().reduce(Count.NONE, Count::plus);
    }

    private static String text(Count count) {
        return count.passed() + " passed, " + count.failed() + " failed, " + count.skipped() + " skipped";
    }

    private static List<Path> reports(Path root) throws IOException {
        try (Stream<Path> found = Files.find(root, 4, (path, _) -> isReport(root, path))) {
            return found.sorted().toList();
        }
    }

    /** {@code <module>/target/surefire-reports/TEST-*.xml}, or of Failsafe. */
    private static boolean isReport(Path root, Path path) {
        var parts = root.relativize(path);
        return parts.getNameCount() == 4
                && parts.getName(1).toString().equals("target")
                && parts.getName(2).toString().matches("(surefire|failsafe)-reports")
                && parts.getName(3).toString().matches("TEST-.*\\.xml");
    }

    private TestReport() {}
}
