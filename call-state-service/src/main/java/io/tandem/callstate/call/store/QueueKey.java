package io.tandem.callstate.call.store;

import io.tandem.callstate.call.Call;
import java.util.Optional;

/**
 * A queue of a tenant, as Redis names it. {@code queueId} with {@code @} before it is an agent's id: a queue for this agent alone.
 */
public record QueueKey(String tenant, String queueId) {

    /** SET of queues in which somebody waits, or did a moment ago. */
    public static final String ALL = "queues";

    private static final String PREFIX = "queue:{";

    /** Of a call that waits there with no phone ringing for it. */
    public static Optional<QueueKey> of(Call call) {
        return call.waitingIn().map(queueId -> new QueueKey(call.tenant(), queueId));
    }

    public static QueueKey parse(String key) {
        var bar = key.indexOf('|');
        if (!key.startsWith(PREFIX) || bar < 0 || !key.endsWith("}")) {
            throw new IllegalArgumentException("not a queue: " + key);
        }
        return new QueueKey(key.substring(PREFIX.length(), bar), key.substring(bar + 1, key.length() - 1));
    }

    /** ZSET of those who wait, by their place. */
    String waiting() {
        return PREFIX + tenant + "|" + queueId + "}";
    }

    /** ZSET of those who left within the last hour, by when, in ms. */
    String departed() {
        return waiting() + ":departed";
    }
}
