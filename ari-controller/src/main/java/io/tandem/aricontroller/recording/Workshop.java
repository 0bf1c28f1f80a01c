package io.tandem.aricontroller.recording;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;

/**
 * Where recordings are made: beside the file that each is to be, a folder of its own. Who works there holds a lock that the system takes
 * away from a dead process.
 */
final class Workshop {

    private static final String WORK = ".work";

    private final Path root;

    Workshop(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @FunctionalInterface
    interface Use<T> {
        T with(Path folder) throws IOException;
    }

    /** @throws IllegalArgumentException for a key that leads out of here */
    Path file(String key) {
        var file = root.resolve(key).normalize();
        if (!file.startsWith(root) || file.equals(root)) {
            throw new IllegalArgumentException("a key that leads out of the store: " + key);
        }
        return file;
    }

    /**
     * The folder is there while {@code use} lasts.
     *
     * @throws RecordingStore.Busy when somebody is in it
     */
    <T> T at(String key, Use<T> use) throws IOException {
        var file = file(key);
        var folder = file.resolveSibling("." + file.getFileName() + WORK);
        Files.createDirectories(folder);
        try (var lock = lockOf(folder)) {
            if (!isTaken(lock)) {
                throw new RecordingStore.Busy(key);
            }
            try {
                return use.with(folder);
            } finally {
                delete(folder);
            }
        }
    }

    /** Deletes what the dead left at the top of it. */
    void tidy() throws IOException {
        Files.createDirectories(root);
        try (var folders = Files.newDirectoryStream(root, ".*" + WORK)) {
            for (var folder : folders) {
                try (var lock = lockOf(folder)) {
                    if (isTaken(lock)) {
                        delete(folder);
                    }
                }
            }
        }
    }

    private static FileChannel lockOf(Path folder) throws IOException {
        return FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static boolean isTaken(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false; // by another of this process
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
}
