package io.tandem.contracts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * How well somebody could be heard, the worse of the two directions.
 *
 * @param jitterMs mean interarrival jitter (RFC 3550), milliseconds
 * @param lossPercent packets that never arrived, 0 to 100
 * @param rttMs mean round trip, milliseconds; null where nobody measured it
 * @param mos the listener's mean opinion, estimated (ITU-T G.107), 1 to 4.5
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record VoiceQuality(
        double jitterMs, double lossPercent, @Nullable Double rttMs, double mos) {}
