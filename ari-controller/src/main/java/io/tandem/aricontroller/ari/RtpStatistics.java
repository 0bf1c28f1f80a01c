package io.tandem.aricontroller.ari;

import io.tandem.contracts.VoiceQuality;
import io.tandem.edge.voice.EModel;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * ARI's rtp_statistics of a channel, the worse of the two directions. Seen on 22.10.1: jitter and round trip are seconds, losses are
 * packets; what the far end says of our packets is there once it sent an RTCP report, and a round trip of 0 means that none was measured.
 */
final class RtpStatistics {

    private static final double MILLIS = 1_000;

    /** Empty before any packet came or went. */
    static Optional<VoiceQuality> quality(JsonObject figures) {
        double received = number(figures, "rxcount");
        double sent = number(figures, "txcount");
        if (received + sent == 0) {
            return Optional.empty();
        }
        double jitter = Math.max(number(figures, "rxjitter"), number(figures, "txjitter"));
        double loss =
                Math.max(percent(number(figures, "rxploss"), received), percent(number(figures, "txploss"), sent));
        double roundTrip = number(figures, "rtt");
        return Optional.of(EModel.quality(jitter * MILLIS, loss, roundTrip > 0 ? roundTrip * MILLIS : null));
    }

    /** Of those that should have come. */
    private static double percent(double lost, double came) {
        return lost <= 0 ? 0 : 100 * lost / (lost + came);
    }

    private static double number(JsonObject figures, String name) {
        return figures.getValue(name) instanceof Number n ? n.doubleValue() : 0;
    }

    private RtpStatistics() {}
}
