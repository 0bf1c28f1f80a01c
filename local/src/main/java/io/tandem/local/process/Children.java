package io.tandem.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** Starts and ends the processes that belong to one state directory. Safe to use from several threads, a name from one. */
public final class Children {

    /** Every child has this variable with the state directory, so that it is found even if its run file was never written. */
    public static final String MARK = "TANDEM_STATE";

    private static final Duration KILL_LIMIT = Duration.ofSeconds(5);

    private final Path state;
    private final RunFiles runFiles;
    private final Map<String, String> environment;
    private boolean refusesNew;

    public Children(Path state) {
        this(state, Map.of());
    }

    /** {@code environment}: variables of each child that is started, over those of its launch. */
    public Children(Path state, Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        this.state = state.toAbsolutePath().normalize();
        this.runFiles = new RunFiles(this.state.resolve("run"));
    }

    /** As a child that is started now has it, unless its launch gives it another. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).or(() -> Optional.ofNullable(System.getenv(name)));
    }

    /** In a session of its own: Ctrl-C in our terminal does not reach it. Recorded before this returns. */
    public Child start(Launch launch) {
        try {
            Files.createDirectories(launch.directory());
            Files.createDirectories(launch.log().toAbsolutePath().getParent());
            var builder = new ProcessBuilder(inOwnSession(launch.command()))
                    .directory(launch.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
            builder.environment().putAll(launch.environment());
            builder.environment().putAll(environment);
            builder.environment().put(MARK, state.toString());
            return new Child(launch.name(), startRecorded(builder, launch.name()), launch.log());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + launch.name() + ": " + e.getMessage(), e);
        }
    }

    private synchronized Identity startRecorded(ProcessBuilder builder, String name) throws IOException {
        if (refusesNew) {
            throw new IllegalStateException(name + " is not started: all is being stopped");
        }
        var identity = Identity.of(builder.start().toHandle());
        runFiles.write(name, identity);
        return identity;
    }

    /** From now on nothing is started any more; what was started stays. */
    public synchronized void refuseNew() {
        refusesNew = true;
    }

    /** A process that we did not start here but that belongs to the state directory. */
    public void record(String name, Identity identity) {
        runFiles.write(name, identity);
    }

    public void forget(String name) {
        runFiles.remove(name);
    }

    public SequencedMap<String, Identity> all() {
        return runFiles.all();
    }

    public Optional<Identity> find(String name) {
        return runFiles.read(name).filter(Identity::isAlive);
    }

    /** TERM, then KILL after the limit; false when nothing of that name was running. */
    public boolean stop(String name, Duration limit) {
        return stop(name, Signal.TERM, limit);
    }

    public boolean stop(String name, Signal first, Duration limit) {
        var found = find(name);
        found.ifPresent(identity -> end(identity, first, limit));
        runFiles.remove(name);
        return found.isPresent();
    }

    /** SIGKILL at once, its own children too; false when nothing of that name was running. */
    public boolean kill(String name) {
        var found = find(name);
        found.ifPresent(identity -> end(identity, Signal.KILL, KILL_LIMIT));
        runFiles.remove(name);
        return found.isPresent();
    }

    /** Processes with our mark that no run file knows. */
    public List<Identity> strays() {
        var known = all().values();
        return Marked.by(MARK, state.toString()).stream()
                .filter(identity -> known.stream().noneMatch(other -> other.pid() == identity.pid()))
                .toList();
    }

    /** The signal to the process, then KILL to it and its descendants after the limit. */
    public void end(Identity identity, Signal first, Duration limit) {
        identity.handle().ifPresent(handle -> {
            var family = Stream.concat(Stream.of(handle), handle.descendants())
                    .map(Identity::of)
                    .toList();
            if (first != Signal.KILL && first.send(handle) && areGone(family, limit)) {
                return;
            }
            family.forEach(member -> member.handle().ifPresent(ProcessHandle::destroyForcibly));
            areGone(family, KILL_LIMIT);
        });
    }

    private static boolean areGone(List<Identity> family, Duration limit) {
        return Await.within(limit, () -> family.stream().noneMatch(Identity::isAlive));
    }

    private static List<String> inOwnSession(List<String> command) {
        return Executables.find("setsid")
                .map(setsid -> {
                    var whole = new ArrayList<String>();
                    whole.add(setsid.toString());
                    whole.addAll(command);
                    return List.copyOf(whole);
                })
                .orElse(command);
    }
}
