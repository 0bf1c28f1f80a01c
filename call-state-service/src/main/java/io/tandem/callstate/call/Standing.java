package io.tandem.callstate.call;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a call has come in its queue.
 *
 * @param position 1: the next
 * @param expectedWait null where nobody can say
 */
public record Standing(
        String queueId, int position, @Nullable Duration expectedWait) {}
