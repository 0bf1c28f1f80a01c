package io.tandem.acceptance.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All that a source has told so far, in its order; one thread adds, others look or wait. */
final class Kept {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<JsonNode> all = new ArrayList<>();
    private @Nullable String ended;

    void add(JsonNode one) {
        lock.lock();
        try {
            all.add(one);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing comes any more. */
    void end(String why) {
        lock.lock();
        try {
            ended = why;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** @throws AssertionError when the source has ended: nobody may take what it told for all there was */
    List<JsonNode> soFar() {
        lock.lock();
        try {
            if (ended != null) {
                throw new AssertionError("the source ended: " + ended);
            }
            return List.copyOf(all);
        } finally {
            lock.unlock();
        }
    }

    /** @throws AssertionError with what {@code seen} makes of them, when the limit is over or the source has ended */
    void await(Duration limit, String what, Predicate<List<JsonNode>> wanted, Function<List<JsonNode>, String> seen) {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (!wanted.test(all)) {
                if (ended != null || left <= 0) {
                    throw new AssertionError("no " + what + " within " + limit
                            + (ended == null ? "" : ", ended: " + ended) + "; seen: " + seen.apply(all));
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } finally {
            lock.unlock();
        }
    }
}
