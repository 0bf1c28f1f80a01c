package io.tandem.callstate.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A message as it is kept until Kafka has it: all that is needed to send it again, byte for byte. {@code body} is JSON. */
public record Outgoing(
        String topic,
        String key,
        String id,
        String type,
        Instant time,
        @Nullable String tenant,
        String body) {}
