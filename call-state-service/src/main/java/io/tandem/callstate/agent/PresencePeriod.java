package io.tandem.callstate.agent;

import io.tandem.contracts.AgentStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time that an agent was as they were.
 *
 * @param version of the presence that began it
 * @param until none while it lasts
 * @param seconds how much of it is in the time that was asked for
 */
public record PresencePeriod(
        long version,
        AgentStatus status,
        @Nullable String reason,
        @Nullable String callId,
        Instant since,
        @Nullable Instant until,
        double seconds) {}
