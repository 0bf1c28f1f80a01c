package io.tandem.amigateway.quality;

import io.tandem.contracts.VoiceQuality;
import io.tandem.edge.voice.EModel;
import java.util.EnumMap;
import java.util.Map;

/** The sums of one leg's reports: as large after an hour as after the first. Reports come at equal intervals, so their plain mean is the mean over time. */
final class LegReports {

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
        return EModel.quality(jitter, loss, roundTrips == 0 ? null : roundTripSum / roundTrips);
    }
}
