package io.tandem.campaign.contact;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tandem.contracts.CallOutcome;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A contact as it is.
 *
 * @param attempts how often it was tried; attempts that failed through our own fault before it was dialled do not count
 * @param nextAttemptAt when it is due, while it is PENDING or RETRY
 * @param agentId the agent of the last attempt
 * @param reason why it is SKIPPED
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Contact(
        String id,
        String campaignId,
        String number,
        @Nullable String name,
        Map<String, String> metadata,
        ContactState state,
        @Nullable CallOutcome outcome,
        int attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant lastAttemptAt,
        @Nullable String agentId,
        @Nullable String reason) {

    public Contact {
        metadata = Map.copyOf(metadata);
    }
}
