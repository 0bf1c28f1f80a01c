package io.tandem.amigateway.quality;

import io.tandem.ami.AmiHeaders;
import io.tandem.ami.AmiMessage;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * One RTCP report about audio that somebody received. {@code RTCPSent} carries what the PBX says of the party's audio, {@code RTCPReceived} what the party says
 * of the PBX's, and the round trip that this lets the PBX compute (RFC 3550, 6.4.1).
 *
 * @param jitterMs interarrival jitter at the time of the report
 * @param lossPercent of the packets since the report before
 * @param rttMs empty where the other end had no report of ours to answer yet
 */
record Report(Direction direction, double jitterMs, double lossPercent, OptionalDouble rttMs) {

    enum Direction {
        FROM_THE_PARTY,
        TO_THE_PARTY
    }

    /** All codecs that the PBX allows (G.711, and G.722 by RFC 3551) have an RTP clock of 8 kHz. */
    private static final double TICKS_PER_MS = 8;

    private static final Pattern NUMBER = Pattern.compile("\\d{1,10}(\\.\\d{1,9})?");
    private static final double FRACTIONS = 256;
    private static final double MS_PER_SECOND = 1000;

    /** Empty for a report without a block: there is nothing yet that could be judged. And for figures that are none. */
    static Optional<Report> of(AmiMessage.Event event) {
        var headers = event.headers();
        var jitter = number(headers, "Report0IAJitter");
        var lost = number(headers, "Report0FractionLost");
        if (jitter.isEmpty() || lost.isEmpty() || lost.getAsDouble() >= FRACTIONS) {
            return Optional.empty();
        }
        var direction = event.name().equals("RTCPSent") ? Direction.FROM_THE_PARTY : Direction.TO_THE_PARTY;
        return Optional.of(new Report(
                direction,
                jitter.getAsDouble() / TICKS_PER_MS,
                lost.getAsDouble() * 100 / FRACTIONS,
                roundTrip(headers)));
    }

    /** Asterisk writes 0 as long as the report does not refer to one of its own (Report0LSR is 0 then). */
    private static OptionalDouble roundTrip(AmiHeaders headers) {
        var seconds = number(headers, "RTT");
        return seconds.isEmpty() || headers.text("Report0LSR").equals("0")
                ? OptionalDouble.empty()
                : OptionalDouble.of(seconds.getAsDouble() * MS_PER_SECOND);
    }

    private static OptionalDouble number(AmiHeaders headers, String name) {
        var text = headers.text(name);
        return NUMBER.matcher(text).matches() ? OptionalDouble.of(Double.parseDouble(text)) : OptionalDouble.empty();
    }
}
