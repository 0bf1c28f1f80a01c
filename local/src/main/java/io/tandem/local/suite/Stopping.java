package io.tandem.local.suite;

import io.tandem.local.process.Children;
import io.tandem.local.process.Identity;
import io.tandem.local.process.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Ends every process that belongs to the state directory, known by a run file or by its mark, and deletes the data. */
final class Stopping {

    static final Duration LIMIT = Duration.ofSeconds(10);

    private final Home home;
    private final Children children;
    private final Parts parts;
    private final Progress progress;

    Stopping(Home home, Children children, Parts parts, Progress progress) {
        this.home = home;
        this.children = children;
        this.parts = parts;
        this.progress = progress;
    }

    /** {@code down}: also an {@code up} that is under way; false when something is left. */
    boolean run() {
        children.stop(Starting.SELF, LIMIT);
        var found = alive();
        endAll();
        var left = alive();
        if (left.isEmpty()) {
            progress.say(
                    found.isEmpty()
                            ? "The suite was not running."
                            : "Stopped " + found.size() + " processes; none is left.");
            progress.say("Data is deleted; logs and keys stay in " + home.state() + ".");
            return true;
        }
        progress.say("Still alive after SIGKILL: " + text(left));
        return false;
    }

    /** Before a start: what an earlier one left when it was killed. */
    void clearLeftovers() {
        var left = alive();
        if (!left.isEmpty()) {
            progress.say("Stopping what an earlier start left behind: " + text(left));
        }
        endAll();
    }

    void endAll() {
        for (var stage : List.of(Part.Stage.values()).reversed()) {
            endStage(stage);
        }
        children.strays().forEach(stray -> children.end(stray, Signal.TERM, LIMIT));
        children.all().keySet().stream()
                .filter(name -> !name.equals(Starting.SELF))
                .forEach(children::kill);
        parts.all().forEach(this::keepLog);
        delete(home.data());
        delete(home.run().resolve(SuitePorts.FILE));
        delete(Replicas.of(home).file());
    }

    /** Some write their log beside their data. */
    private void keepLog(Part part) {
        try {
            if (part.log().startsWith(home.data()) && Files.exists(part.log())) {
                Files.createDirectories(home.log(part.name()).getParent());
                Files.copy(part.log(), home.log(part.name()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + part.log(), e);
        }
    }

    private void endStage(Part.Stage stage) {
        var stops = parts.all().stream()
                .filter(part -> part.stage() == stage)
                .map(part -> CompletableFuture.runAsync(
                        () -> children.stop(part.name(), part.stopSignal(), LIMIT), Thread::startVirtualThread))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(stops).join();
    }

    private Collection<Identity> alive() {
        var known = children.all().entrySet().stream()
                .filter(entry -> !entry.getKey().equals(Starting.SELF))
                .map(java.util.Map.Entry::getValue)
                .filter(Identity::isAlive);
        return Stream.concat(known, children.strays().stream()).collect(Collectors.toSet());
    }

    private static String text(Collection<Identity> identities) {
        return identities.stream()
                .map(identity -> String.valueOf(identity.pid()))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static void delete(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failed)
                        throws IOException {
                    Files.deleteIfExists(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + root, e);
        }
    }
}
