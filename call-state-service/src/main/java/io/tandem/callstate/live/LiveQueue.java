package io.tandem.callstate.live;

import org.jspecify.annotations.Nullable;

/**
 * A queue at one moment.
 *
 * @param waiting calls for which no phone rings; those that are to be called back are among them
 * @param oldestWaitSeconds of the one that waits longest; 0 where nobody waits
 * @param agentsAvailable AVAILABLE agents of its teams who have the skills that it needs at last
 * @param answered within the last hour, as are the next two
 * @param abandoned by callers who hung up
 * @param overflowed sent away, because it was full or the wait too long
 * @param serviceLevel answered within {@code answeredWithin} of those three, 0 to 1; null where there were none
 */
public record LiveQueue(
        String queueId,
        String name,
        int waiting,
        long oldestWaitSeconds,
        int agentsAvailable,
        int answered,
        int abandoned,
        int overflowed,
        @Nullable Double serviceLevel) {}
