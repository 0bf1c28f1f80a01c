package io.tandem.aricontroller.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files as Asterisk writes them: 8,000 samples a second, 16 bit, one channel. */
final class Wavs {

    /** {@code told}: the length of the sound as the header claims it, in bytes. */
    static byte[] claiming(int told, int... samples) {
        var bytes = ByteBuffer.allocate(44 + samples.length * 2)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(told + 36)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(8_000)
                .putInt(16_000)
                .putShort((short) 2)
                .putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(told);
        for (int sample : samples) {
            bytes.putShort((short) sample);
        }
        return bytes.array();
    }

    static byte[] mono(int... samples) {
        return claiming(samples.length * 2, samples);
    }

    /** The samples of a file of two channels, left and right in turns. */
    static short[] stereo(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        var samples = new short[(bytes.length - 44) / 2];
        ByteBuffer.wrap(bytes, 44, bytes.length - 44)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(samples);
        return samples;
    }

    private Wavs() {}
}
