package io.tandem.callstate.call;

import io.tandem.contracts.Screening;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was asked for, decided once and never changed. Endpoints are dial strings; {@code to} is E.164; {@code record}: from the answer on. */
public record Plan(
        String agentId,
        String agentEndpoint,
        String to,
        String customerEndpoint,
        @Nullable String callerId,
        @Nullable String trunkId,
        @Nullable String campaignId,
        @Nullable String contactId,
        Duration agentRing,
        Duration customerRing,
        Instant requestedAt,
        Map<String, String> metadata,
        boolean record,
        @Nullable Screening screening) {
    public Plan {
        metadata = Map.copyOf(metadata);
    }
}
