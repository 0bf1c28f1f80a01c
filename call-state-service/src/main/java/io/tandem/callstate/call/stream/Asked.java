package io.tandem.callstate.call.stream;

import io.tandem.contracts.Screening;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What somebody wants: a call of the agent with the number {@code to}, as it was written. Nothing of it is checked yet. */
public record Asked(
        String callId,
        String tenant,
        String agentId,
        @Nullable String to,
        @Nullable String callerId,
        @Nullable String trunkId,
        @Nullable String campaignId,
        @Nullable String contactId,
        @Nullable Duration ringTimeout,
        Map<String, String> metadata,
        boolean record,
        @Nullable Duration wrapUp,
        @Nullable Screening screening,
        boolean recordInsideOnly) {
    public Asked {
        metadata = Map.copyOf(metadata);
    }

    /** Not recorded and not screened, with the usual wrap-up. */
    public Asked(
            String callId,
            String tenant,
            String agentId,
            @Nullable String to,
            @Nullable String callerId,
            @Nullable String trunkId,
            @Nullable String campaignId,
            @Nullable String contactId,
            @Nullable Duration ringTimeout,
            Map<String, String> metadata) {
        this(
                callId,
                tenant,
                agentId,
                to,
                callerId,
                trunkId,
                campaignId,
                contactId,
                ringTimeout,
                metadata,
                false,
                null,
                null,
                false);
    }
}
