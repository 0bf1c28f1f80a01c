package io.tandem.campaign.pacing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tandem.contracts.CallOutcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One attempt to reach a contact: one callId, at most one call. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Attempt(
        String callId,
        String contactId,
        String number,
        String agentId,
        @Nullable String trunkId,
        AttemptState state,
        @Nullable CallOutcome outcome,
        @Nullable String hangupCause,
        Instant claimedAt,
        @Nullable Instant requestedAt,
        @Nullable Instant endedAt) {}
