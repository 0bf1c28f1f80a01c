package io.tandem.callstate.call;

import io.tandem.contracts.AmdStatus;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What was made of a customer who answered.
 *
 * @param cause as Asterisk says it, or why nobody listened
 * @param messageLeft whether a machine's message was played to its end; none where nobody said
 */
public record Screened(
        AmdStatus status,
        @Nullable String cause,
        Duration took,
        @Nullable Boolean messageLeft) {

    static Screened skipped(String why) {
        return new Screened(AmdStatus.SKIPPED, why, Duration.ZERO, null);
    }

    Screened leaving(boolean played) {
        return new Screened(status, cause, took, played);
    }
}
