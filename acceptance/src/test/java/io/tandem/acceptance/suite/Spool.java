package io.tandem.acceptance.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Files of recordings where the PBX writes them, and where the suite keeps them. */
public final class Spool {

    private static final int BYTES_A_SECOND = 16_000;

    private final Path pbx = Command.state("data", "pbx", "spool", "recording");
    private final Path store = Command.state("data", "recordings");

    /** So much the PBX keeps in memory before it writes: 32 KB. */
    public static final double UNWRITTEN = 2.048;

    /** How many seconds of what the agent says are written so far; up to {@link #UNWRITTEN} more were said. */
    public double seconds(String recordingId) {
        try {
            return Files.size(pbx.resolve(recordingId + "-left.wav")) / (double) BYTES_A_SECOND;
        } catch (NoSuchFileException _) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Path> onThePbx(String callId) {
        return of(pbx, callId);
    }

    public List<Path> inTheStore(String callId) {
        return of(store, callId);
    }

    private static List<Path> of(Path folder, String callId) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().contains(callId))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
