package io.tandem.callstate.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call as it is kept here, live or ended.
 *
 * @param endedAt null while it lives
 */
public record KeptCall(
        String callId,
        String tenant,
        String pbxId,
        @Nullable Instant connectedAt,
        @Nullable Instant endedAt,
        List<Leg> legs) {

    /** @param seen some interface told of it; {@code answered} and {@code gone} imply it */
    public record Leg(
            String channelId,
            boolean seen,
            boolean answered,
            boolean gone,
            @Nullable Instant firstSeenAt) {}

    public KeptCall {
        legs = List.copyOf(legs);
    }

    boolean ended() {
        return endedAt != null;
    }
}
