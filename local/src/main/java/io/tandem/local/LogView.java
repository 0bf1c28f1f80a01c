package io.tandem.local;

import io.tandem.local.suite.SuiteException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A log as it is, or as it grows. */
final class LogView {

    private static final Duration LOOK = Duration.ofMillis(200);

    private final Path log;
    private final PrintStream out;

    LogView(Path log, PrintStream out) {
        this.log = log;
        this.out = out;
    }

    int show(boolean follow) {
        if (!Files.exists(log)) {
            throw new SuiteException("there is no log at " + log + " yet");
        }
        try (var in = Files.newInputStream(log)) {
            in.transferTo(out);
            while (follow && !out.checkError()) {
                LockSupport.parkNanos(LOOK.toNanos());
                in.transferTo(out);
            }
            out.flush();
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log, e);
        }
    }
}
