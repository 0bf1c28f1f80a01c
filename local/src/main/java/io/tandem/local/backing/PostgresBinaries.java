package io.tandem.local.backing;

import io.tandem.local.process.Executables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL's programs and how they are run by whom we are. PostgreSQL refuses root: root starts it in a user namespace where it is
 * nobody in particular; where that is forbidden, Debian's PostgreSQL runs under Debian's user {@code postgres}.
 *
 * @param prefix goes before each command; empty for an ordinary user
 * @param owner who must own the data; empty when that is us
 */
record PostgresBinaries(Path bin, List<String> prefix, Optional<String> owner) {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    static PostgresBinaries find() {
        if (!isRoot()) {
            return new PostgresBinaries(PostgresArchive.unpacked(), List.of(), Optional.empty());
        }
        var unshare = Executables.find("unshare").map(Path::toString);
        if (unshare.isPresent() && succeeds(List.of(unshare.get(), "-U", "true"))) {
            return new PostgresBinaries(PostgresArchive.unpacked(), List.of(unshare.get(), "-U"), Optional.empty());
        }
        var setpriv = Executables.find("setpriv").map(Path::toString);
        var debian = debian();
        if (debian.isPresent() && setpriv.isPresent()) {
            return new PostgresBinaries(
                    debian.get(),
                    List.of(setpriv.get(), "--reuid=postgres", "--regid=postgres", "--clear-groups"),
                    Optional.of("postgres"));
        }
        throw new NoPostgres("""
                PostgreSQL does not run as root, and this machine forbids user namespaces (unshare -U). Either
                  run Tandem as an ordinary user, or
                  install Debian's PostgreSQL (apt-get install postgresql), which Tandem then runs as the user postgres.""");
    }

    List<String> command(String program, List<String> arguments) {
        var command = new ArrayList<>(prefix);
        command.add(bin.resolve(program).toString());
        command.addAll(arguments);
        return List.copyOf(command);
    }

    /** To its end, with the input; an error carries what it said. */
    void run(String program, List<String> arguments, String input) throws IOException {
        var process = new ProcessBuilder(command(program, arguments))
                .directory(new java.io.File("/"))
                .redirectErrorStream(true)
                .start();
        try (var in = process.outputWriter()) {
            in.write(input);
        }
        var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(program + " failed:\n" + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + program + " ran", e);
        }
    }

    void own(Path path) throws IOException {
        if (owner.isPresent()) {
            var user = path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner.get());
            Files.setOwner(path, user);
        }
    }

    private static Optional<Path> debian() {
        if (!Files.isDirectory(DEBIAN)) {
            return Optional.empty();
        }
        try (var versions = Files.list(DEBIAN)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.comparing(bin -> version(bin)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + DEBIAN, e);
        }
    }

    private static int version(Path bin) {
        var name = bin.getParent().getFileName().toString();
        return name.chars().allMatch(Character::isDigit) ? Integer.parseInt(name) : 0;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static boolean succeeds(List<String> command) {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
