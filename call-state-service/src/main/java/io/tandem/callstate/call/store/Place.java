package io.tandem.callstate.call.store;

import io.tandem.callstate.call.Callback;
import java.time.Instant;
import java.util.Objects;

/**
 * One place in a queue: a call that waits, or one that is to be called back. The score puts the higher priority first, and then
 * whoever came first; it is exact, for it stays below 2^53.
 */
public sealed interface Place {

    long PRIORITY = 10_000_000_000_000L;
    int HIGHEST = 10;

    record OfCall(String callId) implements Place {}

    /** Its queue is the one in which it was found. */
    record OfCallback(Callback callback) implements Place {}

    static long score(int priority, Instant since) {
        return (HIGHEST - priority) * PRIORITY + since.toEpochMilli();
    }

    /** Since when it waits. */
    static Instant since(long score) {
        return Instant.ofEpochMilli(score % PRIORITY);
    }

    static String member(Callback callback) {
        return String.join("|", callback.callId(), callback.callbackOf(), callback.did(), callback.number());
    }

    static Place parse(String member, long score, String queueId) {
        var parts = member.split("\\|", -1);
        return parts.length < 4
                ? new OfCall(member)
                : new OfCallback(new Callback(
                        parts[0],
                        parts[1],
                        queueId,
                        parts[2],
                        parts[3],
                        HIGHEST - Math.toIntExact(score / PRIORITY),
                        since(score)));
    }

    default String member() {
        return switch (this) {
            case OfCall call -> Objects.requireNonNull(call.callId());
            case OfCallback(var callback) -> member(callback);
        };
    }
}
