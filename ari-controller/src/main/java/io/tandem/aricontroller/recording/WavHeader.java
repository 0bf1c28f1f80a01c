package io.tandem.aricontroller.recording;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Of a RIFF WAVE file.
 *
 * @param start of the sound, in bytes from the beginning
 */
record WavHeader(int channels, int rate, int bits, long start) {

    private static final int RIFF = 12;
    private static final int CHUNK = 8;
    private static final int FORMAT = 16;
    private static final int MOST = 4_096;

    static final class NotSound extends IOException {
        private static final long serialVersionUID = 1L;

        NotSound(String message) {
            super(message);
        }
    }

    /** @throws NotSound where it is no such file */
    static WavHeader of(Path file) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            return of(in, file.getFileName().toString());
        }
    }

    /** Leaves it at its first sample. */
    static WavHeader of(InputStream in, String name) throws IOException {
        if (!isTag(in.readNBytes(RIFF), "RIFF")) {
            throw new NotSound(name + " does not begin with RIFF");
        }
        ByteBuffer format = null;
        long at = RIFF;
        while (at < MOST) {
            var chunk = in.readNBytes(CHUNK);
            at += CHUNK;
            if (chunk.length < CHUNK) {
                break;
            }
            if (isTag(chunk, "data") && format != null) {
                return new WavHeader(format.getShort(2), format.getInt(4), format.getShort(14), at);
            }
            int size = (int) Math.min(MOST, Integer.toUnsignedLong(little(chunk).getInt(4)));
            var body = in.readNBytes(size);
            at += size;
            format = isTag(chunk, "fmt ") && body.length >= FORMAT ? little(body) : format;
        }
        throw new NotSound(name + " has no sound");
    }

    private static boolean isTag(byte[] bytes, String tag) {
        return bytes.length >= tag.length()
                && new String(bytes, 0, tag.length(), StandardCharsets.US_ASCII).equals(tag);
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
