package io.tandem.acceptance.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * One process of the suite, as {@code ./tandem status} tells of it.
 *
 * @param ports in the order of that table: of a service that of its API, then that of its health and metrics
 */
public record Part(String name, long pid, List<Integer> ports) {

    private static final Pattern LINE =
            Pattern.compile("(?m)^(\\S+) +(?:ready|not ready) +(\\d+) +\\d+ MB +\\S+ +(\\d[\\d ]*)$");

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

    public Part {
        ports = List.copyOf(ports);
    }

    static Part named(String name, String status) {
        return LINE.matcher(status)
                .results()
                .filter(line -> line.group(1).equals(name))
                .map(Part::of)
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " does not run:\n" + status));
    }

    private static Part of(MatchResult line) {
        var ports = Arrays.stream(line.group(3).split(" ", -1)).map(Integer::valueOf);
        return new Part(line.group(1), Long.parseLong(line.group(2)), ports.toList());
    }

    /** SIGSTOP: it lives, and does nothing. */
    public void freeze() {
        Shell.run("kill", "-STOP", String.valueOf(pid));
    }

    /** SIGCONT. */
    public void thaw() {
        Shell.run("kill", "-CONT", String.valueOf(pid));
    }

    /** SIGKILL. */
    public void kill() {
        Shell.run("kill", "-KILL", String.valueOf(pid));
    }

    /** Of a JVM: what its heap holds after a full collection, which this causes. */
    public long liveBytes() {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var histogram = Shell.run(jcmd, String.valueOf(pid), "GC.class_histogram");
        var total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new AssertionError("no total in the histogram of " + name + ": " + histogram);
        }
        return Long.parseLong(total.group(1));
    }

    /** The words that it was started with. */
    List<String> command() {
        try {
            return List.of(Files.readString(Path.of("/proc", String.valueOf(pid), "cmdline"))
                    .split("\0"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
