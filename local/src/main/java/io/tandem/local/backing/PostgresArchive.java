package io.tandem.local.backing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL that comes as an archive in a jar, unpacked once into the user's cache. */
final class PostgresArchive {

    private static final String VERSION = "18";

    /** Its directory {@code bin}. */
    static Path unpacked() {
        var home = Cache.directory().resolve("postgres-" + VERSION);
        if (!Files.isDirectory(home)) {
            unpack(home);
        }
        return home.resolve("bin");
    }

    /** Beside its place first, then moved: whoever finds the directory finds it whole. */
    private static void unpack(Path home) {
        var name = resource();
        try (var resource = PostgresArchive.class.getResourceAsStream("/" + name)) {
            if (resource == null) {
                throw new NoPostgres("there is no PostgreSQL for this machine in the build (" + name + ")");
            }
            Files.createDirectories(home.getParent());
            var fresh = Files.createTempDirectory(home.getParent(), "postgres.new");
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            extract(resource, fresh);
            Files.move(fresh, home);
        } catch (FileAlreadyExistsException _) {
            return; // another process was quicker
        } catch (IOException e) {
            if (!Files.isDirectory(home)) {
                throw new UncheckedIOException("cannot unpack PostgreSQL into " + home, e);
            }
        }
    }

    private static void extract(InputStream archive, Path into) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(archive))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                extract(tar, entry, into.resolve(entry.getName()).normalize());
            }
        }
    }

    private static void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        Files.setPosixFilePermissions(
                target, PosixFilePermissions.fromString((entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static String resource() {
        var arm = System.getProperty("os.arch").equals("aarch64");
        return switch (System.getProperty("os.name").toLowerCase(Locale.ROOT)) {
            case "mac os x" -> arm ? "postgres-darwin-arm_64.txz" : "postgres-darwin-x86_64.txz";
            default -> arm ? "postgres-linux-arm_64.txz" : "postgres-linux-x86_64.txz";
        };
    }

    private PostgresArchive() {}
}
