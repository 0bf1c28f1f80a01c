package io.tandem.campaign.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One record to tell. {@code body} null: a tombstone. {@code type} as {@code ce_type} has it; {@code eventId} the same whenever it is told. */
public record Outgoing(
        String topic,
        String key,
        String eventId,
        String type,
        String tenant,
        Instant at,
        @Nullable String body) {}
