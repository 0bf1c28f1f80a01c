package io.tandem.edge.voice;

import io.tandem.contracts.VoiceQuality;
import org.jspecify.annotations.Nullable;

/**
 * What a listener would think of a G.711 path: the E-model of ITU-T G.107 (06/2015) with its default values for everything but delay and loss. Then
 * R = R0 - Id - Ie,eff, where R0 = 93.2 is G.107's result for the defaults.
 *
 * <p>Id is the usual linear fit to G.107's delay impairment (Cole and Rosenbluth, "Voice over IP performance monitoring", ACM SIGCOMM CCR
 * 31(2), 2001): 0.024 d + 0.11 (d - 177.3) beyond 177.3 ms. Ie,eff is G.107 equation 7-29 for random loss (BurstR = 1) with G.113
 * appendix I's values for G.711 with packet loss concealment, Ie = 0 and Bpl = 25.1. R becomes an opinion by G.107 annex B.
 */
public final class EModel {

    private static final double DEFAULT_R = 93.2;
    private static final double DELAY_SLOPE = 0.024;
    private static final double DISTURBING_SLOPE = 0.11;
    private static final double DISTURBING_FROM_MS = 177.3;
    private static final double G711_IE = 0;
    private static final double G711_BPL = 25.1;
    private static final double WORST_IE = 95;

    /** 20 ms of audio in a packet, as much again for the codec's and the network's ends. */
    private static final double FIXED_DELAY_MS = 40;

    /** @param rttMs null where nobody measured it; each figure is rounded. A receiver that plays without gaps holds back about twice the jitter. */
    public static VoiceQuality quality(double jitterMs, double lossPercent, @Nullable Double rttMs) {
        double delay = (rttMs == null ? 0 : rttMs / 2) + 2 * jitterMs + FIXED_DELAY_MS;
        return new VoiceQuality(
                rounded(jitterMs, 10),
                rounded(lossPercent, 100),
                rttMs == null ? null : Double.valueOf(rounded(rttMs, 10)),
                rounded(mos(delay, lossPercent), 100));
    }

    private static double rounded(double value, int parts) {
        return Math.round(value * parts) / (double) parts;
    }

    /** @param delayMs from mouth to ear, one way; @param lossPercent 0 to 100. Answers 1 to 4.5. */
    static double mos(double delayMs, double lossPercent) {
        return opinion(DEFAULT_R - delayImpairment(delayMs) - lossImpairment(lossPercent));
    }

    private static double delayImpairment(double delayMs) {
        return DELAY_SLOPE * delayMs + DISTURBING_SLOPE * Math.max(0, delayMs - DISTURBING_FROM_MS);
    }

    private static double lossImpairment(double lossPercent) {
        return G711_IE + (WORST_IE - G711_IE) * lossPercent / (lossPercent + G711_BPL);
    }

    /** Annex B's polynomial falls a little below 1 for small R. */
    private static double opinion(double r) {
        if (r <= 0) {
            return 1;
        }
        if (r >= 100) {
            return 4.5;
        }
        return Math.max(1, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6);
    }

    private EModel() {}
}
