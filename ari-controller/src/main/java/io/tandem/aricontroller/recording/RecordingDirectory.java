package io.tandem.aricontroller.recording;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A directory, shared by all who store and read there. A file appears under its name by a rename, after it is on the disk; its hash is
 * that of what can be read back.
 */
public final class RecordingDirectory implements RecordingStore {

    private final Workshop workshop;

    public RecordingDirectory(Path root) {
        this.workshop = new Workshop(root);
    }

    @Override
    public Optional<Stored> find(String key) throws IOException {
        var file = workshop.file(key);
        return Files.isRegularFile(file) ? Optional.of(Stored.of(file)) : Optional.empty();
    }

    @Override
    public Stored keep(String key, Work work) throws IOException {
        var file = workshop.file(key);
        return workshop.at(key, folder -> {
            var made = work.in(folder);
            force(made);
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(file.getParent());
            return Stored.of(file);
        });
    }

    private static void force(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
