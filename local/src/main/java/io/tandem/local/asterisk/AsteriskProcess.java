package io.tandem.local.asterisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * A running Asterisk. It is in a session of its own, so neither a Ctrl-C in the terminal nor the end of this JVM ends it: whoever
 * started it calls {@link #stop()}, in this JVM or, through {@link #running}, in another.
 */
public final class AsteriskProcess implements AutoCloseable {

    private static final Duration STARTS = Duration.ofSeconds(30);
    private static final Duration ENDS = Duration.ofSeconds(10);
    private static final Duration LOOKS_AGAIN = Duration.ofMillis(50);

    private final AsteriskInstallation installation;
    private final AsteriskSetup setup;
    private final ProcessHandle process;

    private AsteriskProcess(AsteriskInstallation installation, AsteriskSetup setup, ProcessHandle process) {
        this.installation = installation;
        this.setup = setup;
        this.process = process;
    }

    /**
     * Renders the configuration, starts Asterisk and returns when it has fully booted, usually within two seconds.
     *
     * @throws NoAsterisk when a port is taken, or when it is not ready within 30 s; with the end of its log
     */
    public static AsteriskProcess start(AsteriskInstallation installation, AsteriskSetup setup) {
        return start(installation, setup, words -> launch(words, setup));
    }

    /** As {@link #start(AsteriskInstallation, AsteriskSetup)}; the command is run by {@code launcher}, in the state's folder. */
    public static AsteriskProcess start(
            AsteriskInstallation installation, AsteriskSetup setup, Function<List<String>, ProcessHandle> launcher) {
        var taken = setup.ports().taken(setup.role());
        if (!taken.isEmpty()) {
            throw new NoAsterisk("the " + setup.role().folder() + " cannot listen on " + String.join(", ", taken)
                    + ": in use by another program");
        }
        setup.write(installation);
        var words = new ArrayList<>(installation.command().apply(setup.state()));
        words.addAll(List.of("-f", "-C", setup.configuration().toString()));
        var started = new AsteriskProcess(installation, setup, launcher.apply(List.copyOf(words)));
        try {
            Files.writeString(pidFile(setup), started.pid() + "\n");
            started.awaitReady();
        } catch (NoAsterisk e) {
            started.stop();
            throw e;
        } catch (IOException e) {
            started.stop();
            throw new UncheckedIOException("cannot write " + pidFile(setup), e);
        }
        return started;
    }

    /** The process that an earlier JVM started with this setup, if it is still there. */
    public static Optional<AsteriskProcess> running(AsteriskInstallation installation, AsteriskSetup setup) {
        try {
            var pid = Long.parseLong(Files.readString(pidFile(setup)).strip());
            return ProcessHandle.of(pid)
                    .filter(process -> isOurs(process, setup))
                    .map(process -> new AsteriskProcess(installation, setup, process));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A pid is given to another program sooner or later; the path of our configuration is not. */
    private static boolean isOurs(ProcessHandle process, AsteriskSetup setup) {
        return process.info().arguments().stream()
                .flatMap(Arrays::stream)
                .anyMatch(setup.configuration().toString()::equals);
    }

    private static ProcessHandle launch(List<String> command, AsteriskSetup setup) {
        var words = new ArrayList<String>();
        Command.onPath("setsid").map(Path::toString).ifPresent(words::add);
        words.addAll(command);
        try {
            return new ProcessBuilder(words)
                    .directory(setup.state().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(setup.state().resolve("log/console").toFile())
                    .start()
                    .toHandle();
        } catch (IOException e) {
            throw new NoAsterisk("cannot start " + String.join(" ", words) + ": " + e.getMessage(), e);
        }
    }

    private void awaitReady() {
        var deadline = System.nanoTime() + STARTS.toNanos();
        while (true) {
            if (!process.isAlive()) {
                throw new NoAsterisk(setup.role().folder() + ": Asterisk ended while it started\n" + logTail());
            }
            if (hasBooted()) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new NoAsterisk(setup.role().folder() + ": Asterisk was not ready after " + STARTS.toSeconds()
                        + " s\n" + logTail());
            }
            LockSupport.parkNanos(LOOKS_AGAIN.toNanos());
        }
    }

    private boolean hasBooted() {
        return Files.exists(setup.runFolder().resolve("asterisk.ctl"))
                && console("core waitfullybooted").contains("fully booted");
    }

    /** What Asterisk's own console answers, or why it does not. */
    public String console(String command) {
        return Command.of(
                        ENDS,
                        installation.command().apply(setup.state()),
                        "-C",
                        setup.configuration().toString(),
                        "-rx",
                        command)
                .run()
                .output();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes when it ends, by whatever cause. */
    public CompletableFuture<ProcessHandle> onExit() {
        return process.onExit();
    }

    /** Notices, warnings and errors. */
    public Path log() {
        return setup.state().resolve("log/messages.log");
    }

    /** One line a call when it has ended; the columns are in asterisk/README.md. Absent until the first call ended. */
    public Path cdr() {
        return setup.state().resolve("log/cdr-custom/calls.csv");
    }

    /** Ends it and every call on it; SIGKILL where it does not obey in 10 s. */
    public void stop() {
        process.destroy();
        if (!hasEnded(ENDS)) {
            process.destroyForcibly();
            hasEnded(ENDS);
        }
        try {
            Files.deleteIfExists(pidFile(setup));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean hasEnded(Duration limit) {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        stop();
    }

    private static Path pidFile(AsteriskSetup setup) {
        return setup.state().resolve("pid");
    }

    private String logTail() {
        return tail(setup.state().resolve("log/console")) + tail(log());
    }

    private static String tail(Path file) {
        try {
            return new Command.Outcome(0, new String(Files.readAllBytes(file), StandardCharsets.UTF_8)).tail(10) + "\n";
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public String toString() {
        return setup.role().folder() + " (" + installation + "), pid " + pid();
    }
}
