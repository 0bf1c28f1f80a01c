package io.tandem.contracts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The call as it was right after an event, carried in each so that a consumer needs no state of its own. Numbers in E.164. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CallSummary(
        CallDirection direction,
        CallMode mode,
        CallState state,
        @Nullable String agentId,
        @Nullable String campaignId,
        @Nullable String contactId,
        @Nullable String to,
        @Nullable String from,
        @Nullable String trunkId,
        @Nullable String pbxId,
        Instant requestedAt,
        @Nullable Instant answeredAt,
        @Nullable Instant connectedAt,
        @Nullable Instant endedAt,
        @Nullable CallOutcome outcome,
        @Nullable String hangupCause,
        Map<String, String> metadata) {
    public CallSummary {
        metadata = Map.copyOf(metadata);
    }
}
