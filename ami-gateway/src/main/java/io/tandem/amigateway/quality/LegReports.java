package io.tandem.amigateway.quality;

import io.tandem.contracts.VoiceQuality;
import java.util.EnumMap;
import java.util.Map;

/** The sums of one leg's reports: as large after an hour as after the first. Reports come at equal intervals, so their plain mean is the mean over time. */
final class LegReports {

    /** 20 ms of audio in a packet, as much again for the codec's and the network's ends. */
    private static final double FIXED_DELAY_MS = 40;

    private static final class Sums {
        private int reports;
        private double jitter;
        private double loss;

        double meanJitter() {
            return jitter / reports;
        }

        double meanLoss() {
            return loss / reports;
        }
    }

    private final Map<Report.Direction, Sums> heard = new EnumMap<>(Report.Direction.class);
    private int roundTrips;
    private double roundTripSum;

    void add(Report report) {
        var sums = heard.computeIfAbsent(report.direction(), _ -> new Sums());
        sums.reports++;
        sums.jitter += report.jitterMs();
        sums.loss += report.lossPercent();
        report.rttMs().ifPresent(rtt -> {
            roundTrips++;
            roundTripSum += rtt;
        });
    }

    /** Of at least one report. */
    VoiceQuality quality() {
        double jitter =
                heard.values().stream().mapToDouble(Sums::meanJitter).max().orElse(0);
        double loss = heard.values().stream().mapToDouble(Sums::meanLoss).max().orElse(0);
        double rtt = roundTrips == 0 ? 0 : roundTripSum / roundTrips;
        // A receiver that plays without gaps holds back about twice the jitter.
        double delay = rtt / 2 + 2 * jitter + FIXED_DELAY_MS;
        return new VoiceQuality(
                rounded(jitter, 10),
                rounded(loss, 100),
                roundTrips == 0 ? null : rounded(rtt, 10),
                rounded(EModel.mos(delay, loss), 100));
    }

    private static double rounded(double value, int parts) {
        return Math.round(value * parts) / (double) parts;
    }
}
