package io.tandem.local.asterisk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One run of another program: what it printed and how it ended. Output goes through a file, so a full pipe can stop nobody. */
record Command(List<String> words, Map<String, String> environment, Duration limit) {

    /** Code of a program that is not there, or that was ended because its time was up. */
    static final int NOT_RUN = -1;

    record Outcome(int code, String output) {
        boolean succeeded() {
            return code == 0;
        }

        /** The end of what it printed: where programs put what went wrong. */
        String tail(int lines) {
            var all = output.strip().lines().toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        }
    }

    static Command of(Duration limit, String... words) {
        return new Command(List.of(words), Map.of(), limit);
    }

    static Command of(Duration limit, List<String> prefix, String... words) {
        return new Command(Stream.concat(prefix.stream(), Arrays.stream(words)).toList(), Map.of(), limit);
    }

    Command with(String variable, String value) {
        var more = new LinkedHashMap<>(environment);
        more.put(variable, value);
        return new Command(words, Map.copyOf(more), limit);
    }

    Outcome run() {
        try {
            var output = Files.createTempFile("tandem-", ".out");
            try {
                return run(output);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            return new Outcome(NOT_RUN, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome(NOT_RUN, "interrupted");
        }
    }

    private Outcome run(Path output) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("LC_ALL", "C");
        var process = builder.start();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Outcome(NOT_RUN, read(output) + "\nnot done after " + limit.toSeconds() + " s");
            }
            return new Outcome(process.exitValue(), read(output));
        } finally {
            process.destroyForcibly();
        }
    }

    private static String read(Path output) throws IOException {
        return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
    }

    /** Where the PATH has this program. */
    static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
