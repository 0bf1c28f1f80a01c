package io.tandem.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/** {@code <name>.pid} in one directory, each a line {@code pid startInstant}. */
public final class RunFiles {

    private static final String SUFFIX = ".pid";

    private final Path directory;

    public RunFiles(Path directory) {
        this.directory = directory;
    }

    public void write(String name, Identity identity) {
        try {
            Files.createDirectories(directory);
            var fresh = Files.createTempFile(directory, name, ".new");
            Files.writeString(fresh, identity.pid() + " " + identity.startedAt() + "\n");
            Files.move(fresh, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot record " + name + " in " + directory, e);
        }
    }

    /** Empty when there is no such file, or none that can be read: then it says nothing about any process. */
    public Optional<Identity> read(String name) {
        try {
            return parse(Files.readString(file(name)));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    public void remove(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the run file of " + name, e);
        }
    }

    /** Every recorded process by name, dead or alive. */
    public SequencedMap<String, Identity> all() {
        var all = new TreeMap<String, Identity>();
        if (Files.isDirectory(directory)) {
            try (var files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
                for (var file : files) {
                    var name = file.getFileName().toString().replace(SUFFIX, "");
                    read(name).ifPresent(identity -> all.put(name, identity));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot list " + directory, e);
            }
        }
        return all;
    }

    private static Optional<Identity> parse(String line) {
        var parts = line.strip().split(" ", -1);
        if (parts.length != 2) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Identity(Long.parseLong(parts[0]), Instant.parse(parts[1])));
        } catch (NumberFormatException | DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private Path file(String name) {
        return directory.resolve(name + SUFFIX);
    }
}
