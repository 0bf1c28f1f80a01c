package io.tandem.local.suite;

import io.tandem.local.process.Await;
import io.tandem.local.process.Child;
import io.tandem.local.process.ChildFailedException;
import io.tandem.local.process.Children;
import io.tandem.local.process.Identity;
import io.tandem.local.token.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;

/** {@code up}: looks first, then starts stage after stage; whatever goes wrong, nothing stays behind. */
final class Starting {

    /** The run file of the command itself, so that {@code down} can end an {@code up} that is under way. */
    static final String SELF = "up";

    private final Home home;
    private final SuitePorts ports;
    private final Children children;
    private final Parts parts;
    private final Progress progress;

    Starting(Home home, SuitePorts ports, Children children, Parts parts, Progress progress) {
        this.home = home;
        this.ports = ports;
        this.children = children;
        this.parts = parts;
        this.progress = progress;
    }

    /** {@code finish} is what else belongs to a start that succeeded. */
    void run(Runnable finish) {
        children.find(SELF).ifPresent(other -> {
            throw new SuiteException("another ./tandem up is under way (process " + other.pid() + ")");
        });
        new Stopping(home, children, parts, progress).clearLeftovers();
        children.record(SELF, Identity.of(ProcessHandle.current()));
        var stopAll = new Thread(this::stopAll);
        Runtime.getRuntime().addShutdownHook(stopAll);
        try {
            Preflight.requireDiskSpace(home.state());
            Preflight.requireFreePorts(ports);
            makeKeys();
            ports.save(home.run().resolve(SuitePorts.FILE));
            parts.all().forEach(part -> setAside(part.log()));
            for (var stage : Part.Stage.values()) {
                start(parts.all().stream().filter(part -> part.stage() == stage).toList());
            }
            finish.run();
            Runtime.getRuntime().removeShutdownHook(stopAll);
        } catch (RuntimeException e) {
            stopAll();
            throw e;
        } finally {
            children.forget(SELF);
        }
    }

    /** Also on Ctrl-C, while other threads are still starting parts: those must not outlive us. */
    private synchronized void stopAll() {
        children.refuseNew();
        new Stopping(home, children, parts, progress).endAll();
        children.forget(SELF);
    }

    /** Returns when it is ready. */
    static void start(Part part, Children children) {
        part.start().run();
        var child = children.find(part.name())
                .map(identity -> new Child(part.name(), identity, part.log()))
                .orElseThrow(() -> ChildFailedException.died(part.name(), part.log()));
        Await.until(child, part.startLimit(), part.isReady());
    }

    private void start(List<Part> stage) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var started = new ExecutorCompletionService<String>(threads);
            stage.forEach(part -> started.submit(() -> start(part, children), part.name()));
            try {
                for (var _ : stage) {
                    progress.done(started.take().get(), "ready");
                }
            } catch (ExecutionException e) {
                threads.shutdownNow();
                throw asUnchecked(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SuiteException("interrupted", e);
            }
        }
    }

    private static RuntimeException asUnchecked(Throwable cause) {
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }

    /** Before several parts look for them at once. */
    private void makeKeys() {
        SigningKey.in(home.keys());
        Secrets.in(home.keys());
    }

    /** The log of the run before is kept once. */
    private void setAside(Path log) {
        try {
            Files.createDirectories(log.getParent());
            if (log.startsWith(home.state().resolve("logs")) && Files.exists(log)) {
                Files.move(log, Path.of(log + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot set aside " + log, e);
        }
    }
}
