package io.tandem.acceptance.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What somebody at the carrier hears, read while they hear it: the carrier's own recording, 16 bit, 8,000 samples a second. A fifth of
 * a second is a tone where most of its power is at that frequency (Goertzel). Where nothing is sent to them, nothing is written.
 */
public final class Heard {

    private static final int HEADER = 44;
    private static final int RATE = 8_000;
    private static final int WINDOW = RATE / 5;
    private static final double AUDIBLE = 200;
    private static final double MOST = 0.5;

    private final Path file;

    /** @param who a number in E.164 or a phone that keeps what it hears */
    public static Heard by(String who) {
        return new Heard(Command.root(".tandem", "data", "carrier", "log", "heard-" + who + ".wav"));
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
            double power = power(samples, from);
            if (Math.sqrt(power / WINDOW) > AUDIBLE && share(samples, from, frequency, power) > MOST == tone) {
                found++;
            }
        }
        return found;
    }

    private static double power(short[] samples, int from) {
        double sum = 0;
        for (int i = from; i < from + WINDOW; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return sum;
    }

    /** Of the window's power at the frequency: 1 for a pure tone. */
    private static double share(short[] samples, int from, int frequency, double power) {
        double coefficient = 2 * Math.cos(2 * Math.PI * frequency / RATE);
        double one = 0;
        double two = 0;
        for (int i = from; i < from + WINDOW; i++) {
            double now = samples[i] + coefficient * one - two;
            two = one;
            one = now;
        }
        return (one * one + two * two - coefficient * one * two) / (power * WINDOW / 2);
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
