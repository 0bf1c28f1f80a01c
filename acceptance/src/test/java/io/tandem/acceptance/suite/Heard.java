package io.tandem.acceptance.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What somebody at the carrier hears, read while they hear it: the carrier's own recording, 16 bit, 8,000 samples a second. A fifth of
 * a second is a tone where most of its power is at that frequency (Goertzel). Where nothing is sent to them, nothing is written.
 */
public final class Heard {

    private static final int HEADER = 44;
    private static final int RATE = 8_000;
    private static final int WINDOW = RATE / 5;

    private final Path file;

    /** @param who a number in E.164 or a phone that keeps what it hears */
    public static Heard by(String who) {
        return new Heard(Command.state("data", "carrier", "log", "heard-" + who + ".wav"));
    }

    private Heard(Path file) {
        this.file = file;
    }

    /** How many windows so far were this tone. */
    public int tones(int frequency) {
        return windows(frequency, true);
    }

    /** How many windows so far were audible, and something else. */
    public int others(int frequency) {
        return windows(frequency, false);
    }

    private int windows(int frequency, boolean tone) {
        var samples = samples();
        int found = 0;
        for (int from = 0; from + WINDOW <= samples.length; from += WINDOW) {
            var window = Arrays.copyOfRange(samples, from, from + WINDOW);
            if (Tone.isAudible(window) && Tone.isMostly(window, frequency, RATE) == tone) {
                found++;
            }
        }
        return found;
    }

    private short[] samples() {
        try {
            var bytes = Files.readAllBytes(file);
            int length = Math.max(0, bytes.length - HEADER) / 2;
            var samples = new short[length];
            if (length > 0) {
                buffer(bytes, length).get(samples);
            }
            return samples;
        } catch (NoSuchFileException _) {
            return new short[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ShortBuffer buffer(byte[] bytes, int length) {
        return ByteBuffer.wrap(bytes, HEADER, length * 2)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer();
    }
}
