package io.tandem.callstate.recording.store;

import java.io.InputStream;
import java.nio.file.Path;

/** A part of a recording's file, as whoever sends it on gets it. */
public sealed interface Sound {

    record InFile(Path file, long first, long count) implements Sound {}

    /** {@code bytes}: those of the part and no more; reading them blocks. */
    record Streamed(InputStream bytes, long count) implements Sound {}
}
