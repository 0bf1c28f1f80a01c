package io.tandem.acceptance.suite;

/** What a stretch of sound is. */
final class Tone {

    private static final double AUDIBLE = 200;
    private static final double MOST = 0.5;

    static boolean isAudible(short[] samples) {
        return Math.sqrt(power(samples) / samples.length) > AUDIBLE;
    }

    /** Most of its power is at the frequency (Goertzel). */
    static boolean isMostly(short[] samples, int frequency, int rate) {
        double coefficient = 2 * Math.cos(2 * Math.PI * frequency / rate);
        double one = 0;
        double two = 0;
        for (short sample : samples) {
            double now = sample + coefficient * one - two;
            two = one;
            one = now;
        }
        double at = one * one + two * two - coefficient * one * two;
        return at / (power(samples) * samples.length / 2) > MOST;
    }

    private static double power(short[] samples) {
        double sum = 0;
        for (short sample : samples) {
            sum += (double) sample * sample;
        }
        return sum;
    }

    private Tone() {}
}
