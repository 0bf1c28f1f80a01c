package io.tandem.amigateway.snapshot;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Until when everything was heard that the PBX said: where a gap begins. The time of reading is the time of speaking only on a stream
 * that flows. After a silence, because reading was paused or this process stood still, what is read may have waited in buffers for
 * as long, and Asterisk may have dropped us meanwhile; then the time stands still until an answer to a new question proves that all
 * before it was read. Confined to the PBX's context.
 */
public final class Heard {

    /** Much shorter than Asterisk's write time-out (5 s for our users), after which it drops a session that does not read. */
    private static final Duration FLOWING = Duration.ofSeconds(1);

    private @Nullable Instant readAt;
    private @Nullable Instant until;
    private boolean doubtful;

    /** Null as long as nothing was heard at all. */
    public @Nullable Instant until() {
        return until;
    }

    /** True: what was read may be old; ask the PBX something, and say {@link #answered} when it answers. */
    public boolean read(Instant at) {
        boolean silence = readAt != null && Duration.between(readAt, at).compareTo(FLOWING) > 0;
        boolean ask = silence && !doubtful;
        doubtful |= silence;
        readAt = at;
        if (!doubtful) {
            until = at;
        }
        return ask;
    }

    /** A question that was asked after the doubt arose is answered. */
    public void answered(Instant at) {
        doubtful = false;
        readAt = at;
        until = at;
    }

    /** A new connection: nothing in it is old. */
    public void connected(Instant at) {
        doubtful = false;
        readAt = at;
    }
}
