package io.tandem.aricontroller.recording;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Two sides as one RIFF WAVE of two channels, 16 bit. Both began at one time; the shorter ends in silence. */
record Stereo(Mono left, Mono right) {

    private static final int HEADER = 44;
    private static final int SAMPLE = 2;
    private static final int FRAME = 2 * SAMPLE;
    private static final int FRAMES_AT_ONCE = 8_192;

    Stereo {
        if (left.rate() != right.rate()) {
            throw new IllegalArgumentException("the sides have " + left.rate() + " and " + right.rate() + " samples/s");
        }
    }

    /** Bytes of sound that follow the header of a file that {@link #write} wrote, as time. */
    static Duration length(long bytes, int rate) {
        return Duration.ofMillis((bytes - HEADER) / FRAME * 1_000 / rate);
    }

    void write(OutputStream out) throws IOException {
        long frames = Math.max(left.samples(), right.samples());
        out.write(header(frames * FRAME));
        try (var l = left.open();
                var r = right.open()) {
            for (long done = 0; done < frames; done += FRAMES_AT_ONCE) {
                out.write(frames(l, r, (int) Math.min(FRAMES_AT_ONCE, frames - done)));
            }
        }
    }

    private static byte[] frames(InputStream left, InputStream right, int count) throws IOException {
        var l = padded(left, count);
        var r = padded(right, count);
        var both = new byte[count * FRAME];
        for (int i = 0; i < count; i++) {
            System.arraycopy(l, i * SAMPLE, both, i * FRAME, SAMPLE);
            System.arraycopy(r, i * SAMPLE, both, i * FRAME + SAMPLE, SAMPLE);
        }
        return both;
    }

    private static byte[] padded(InputStream in, int count) throws IOException {
        var bytes = new byte[count * SAMPLE];
        in.readNBytes(bytes, 0, bytes.length);
        return bytes;
    }

    private byte[] header(long bytes) {
        if (bytes > 0xFFFF_FFFFL - HEADER) {
            throw new IllegalArgumentException("too long for a WAV file: " + bytes + " bytes");
        }
        return ByteBuffer.allocate(HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii("RIFF"))
                .putInt((int) (bytes + HEADER - 8))
                .put(ascii("WAVEfmt "))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 2)
                .putInt(left.rate())
                .putInt(left.rate() * FRAME)
                .putShort((short) FRAME)
                .putShort((short) (SAMPLE * 8))
                .put(ascii("data"))
                .putInt((int) bytes)
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
