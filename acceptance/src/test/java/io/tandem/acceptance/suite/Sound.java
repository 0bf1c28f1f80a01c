package io.tandem.acceptance.suite;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.IntStream;

/** A WAV of two channels, 16 bit, looked at a fifth of a second at a time; a tone is found as in {@link Heard}. */
public final class Sound {

    private static final int HEADER = 44;
    private static final int FRAME = 4;
    private static final int WINDOWS_A_SECOND = 5;

    private final int rate;
    private final short[] left;
    private final short[] right;

    public Sound(byte[] wav) {
        var all = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
        if (all.getShort(22) != 2 || all.getShort(34) != 16 || all.getInt(40) != wav.length - HEADER) {
            throw new AssertionError("not a WAV of two channels of 16 bit, or of another length than it says");
        }
        this.rate = all.getInt(24);
        int frames = (wav.length - HEADER) / FRAME;
        this.left = new short[frames];
        this.right = new short[frames];
        var samples =
                all.position(HEADER).slice().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        for (int i = 0; i < frames; i++) {
            left[i] = samples.get();
            right[i] = samples.get();
        }
    }

    public double seconds() {
        return left.length / (double) rate;
    }

    /** One letter a window: T for the tone, s for silence, ? for anything else. */
    public String left(int frequency) {
        return windows(left, frequency);
    }

    public String right(int frequency) {
        return windows(right, frequency);
    }

    /** By how many milliseconds what is heard left is heard again right, at the most likely; within a quarter of a second. */
    public double lagMillis() {
        int most = rate / 4;
        int best = IntStream.rangeClosed(-most, most)
                .reduce((a, b) -> likeness(a) >= likeness(b) ? a : b)
                .orElseThrow();
        return best * 1_000.0 / rate;
    }

    private double likeness(int lag) {
        double sum = 0;
        for (int i = Math.max(0, -lag); i < left.length && i + lag < right.length; i += 3) {
            sum += (double) left[i] * right[i + lag];
        }
        return sum;
    }

    private String windows(short[] samples, int frequency) {
        int window = rate / WINDOWS_A_SECOND;
        var found = new StringBuilder();
        for (int from = 0; from + window <= samples.length; from += window) {
            found.append(letter(Arrays.copyOfRange(samples, from, from + window), frequency));
        }
        return found.toString();
    }

    private char letter(short[] window, int frequency) {
        return !Tone.isAudible(window) ? 's' : Tone.isMostly(window, frequency, rate) ? 'T' : '?';
    }
}
