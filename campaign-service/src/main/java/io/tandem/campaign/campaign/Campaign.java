package io.tandem.campaign.campaign;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A campaign as it is. {@code completedAt}: when it was completed or stopped. */
public record Campaign(
        String id,
        CampaignSettings settings,
        CampaignState state,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt) {}
