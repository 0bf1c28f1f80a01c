package io.tandem.aricontroller.recording;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One side as Asterisk wrote it: one channel, 16 bit. The length that its header claims is not believed: a PBX that was killed did not
 * write it. All that follows the header is sound.
 */
record Mono(Path file, WavHeader header, long samples) {

    private static final int BYTES = 2;

    /** @throws WavHeader.NotSound where it is no such file */
    static Mono of(Path file) throws IOException {
        var header = WavHeader.of(file);
        if (header.channels() != 1 || header.bits() != BYTES * 8) {
            throw new WavHeader.NotSound(file.getFileName() + " is not 16 bit of one channel");
        }
        return new Mono(file, header, (Files.size(file) - header.start()) / BYTES);
    }

    int rate() {
        return header.rate();
    }

    /** At its first sample. */
    InputStream open() throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        in.skipNBytes(header.start());
        return in;
    }
}
