package io.tandem.acceptance.suite;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs {@code ./tandem}. */
public final class Command {

    public record Result(int exit, String output) {}

    private static final Path ROOT = root();

    public static Result run(Duration limit, String... arguments) {
        try {
            var log = Files.createTempFile("tandem", ".out");
            var process = new ProcessBuilder(
                            Stream.concat(Stream.of(ROOT.resolve("tandem").toString()), Stream.of(arguments))
                                    .toList())
                    .directory(ROOT.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            var output = Files.readString(log, UTF_8);
            Files.delete(log);
            if (!ended) {
                process.destroyForcibly();
                throw new AssertionError(
                        "./tandem " + List.of(arguments) + " did not end within " + limit + "; it said:\n" + output);
            }
            return new Result(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Runs it and insists on exit 0. */
    public static String ok(Duration limit, String... arguments) {
        var result = run(limit, arguments);
        if (result.exit() != 0) {
            throw new AssertionError("./tandem " + List.of(arguments) + " ended with " + result.exit() + "; it said:\n"
                    + result.output());
        }
        return result.output();
    }

    public static Path root(String... below) {
        return ROOT.resolve(Path.of("", below));
    }

    /** In what belongs to the suite alone, see {@code TANDEM_DIR}. */
    public static Path state(String... below) {
        return root(System.getenv().getOrDefault("TANDEM_DIR", ".tandem")).resolve(Path.of("", below));
    }

    private static Path root() {
        var here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("tandem")) ? here : here.getParent();
    }

    private Command() {}
}
