package io.tandem.aricontroller.recording;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A directory, shared by all who store and read there. A file appears under its name by a rename, after it is on the disk; its hash is
 * that of what can be read back. Who works on it holds a lock that the system takes away from a dead process.
 */
public final class RecordingDirectory implements RecordingStore {

    private static final String WORK = ".work";

    private final Path root;

    public RecordingDirectory(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public Optional<Stored> find(String key) throws IOException {
        var file = file(key);
        return Files.isRegularFile(file) ? Optional.of(measure(file)) : Optional.empty();
    }

    @Override
    public Stored keep(String key, Work work) throws IOException {
        var file = file(key);
        Files.createDirectories(file.getParent());
        var folder = file.resolveSibling("." + file.getFileName() + WORK);
        Files.createDirectories(folder);
        try (var lock = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock(lock, key);
            try {
                var made = work.in(folder);
                force(made);
                Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                force(file.getParent());
                return measure(file);
            } finally {
                delete(folder);
            }
        }
    }

    private static void lock(FileChannel channel, String key) throws IOException {
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException _) {
            // by another of this process
        }
        throw new Busy(key);
    }

    private Path file(String key) {
        var file = root.resolve(key).normalize();
        if (!file.startsWith(root) || file.equals(root)) {
            throw new IllegalArgumentException("a key that leads out of the store: " + key);
        }
        return file;
    }

    private static void force(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (var files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (var path : all) {
            Files.deleteIfExists(path);
        }
    }

    private static Stored measure(Path file) throws IOException {
        var rate = WavHeader.of(file).rate();
        var digest = sha256();
        try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
            long bytes = in.transferTo(OutputStream.nullOutputStream());
            return new Stored(Stereo.length(bytes, rate), bytes, HexFormat.of().formatHex(digest.digest()));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
