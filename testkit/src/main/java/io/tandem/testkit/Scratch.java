package io.tandem.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** A temporary directory and the process that lives in it; both go when the tests end, orderly or by an exit. */
final class Scratch {

    private final String name;
    private @Nullable Path directory;
    private @Nullable Runnable work;
    private @Nullable Thread hook;

    Scratch(String name) {
        this.name = name;
    }

    Path directory() {
        try {
            directory = Files.createTempDirectory("tandem-test-" + name);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary directory", e);
        }
    }

    void onEnd(Runnable stop) {
        work = () -> {
            stop.run();
            delete();
        };
        hook = new Thread(work);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    void end() {
        if (work == null || hook == null) {
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            return; // the JVM is ending: the hook runs by itself
        }
        work.run();
        work = null;
    }

    private void delete() {
        if (directory == null) {
            return;
        }
        try (var paths = Files.walk(directory)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + directory, e);
        }
    }
}
