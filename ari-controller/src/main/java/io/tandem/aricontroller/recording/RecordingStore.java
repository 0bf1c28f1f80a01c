package io.tandem.aricontroller.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where recordings are kept, by key. Another store than a directory is another implementation. */
public interface RecordingStore {

    /** A recording is there whole or not at all. */
    Optional<Stored> find(String key) throws IOException;

    /**
     * Gives a folder of this recording's own to {@code work}, which writes a stereo file there; that is then kept under the key. What
     * an earlier attempt left in the folder is gone.
     *
     * @throws Busy when another process is at it
     */
    Stored keep(String key, Work work) throws IOException;

    @FunctionalInterface
    interface Work {
        /** @return the file to be kept */
        Path in(Path folder) throws IOException;
    }

    final class Busy extends IOException {
        private static final long serialVersionUID = 1L;

        Busy(String key) {
            super(key + " is being stored by another process");
        }
    }
}
