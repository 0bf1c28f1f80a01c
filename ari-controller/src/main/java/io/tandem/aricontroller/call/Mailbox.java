package io.tandem.aricontroller.call;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Signals of one call in order. Anyone adds; only the call's thread takes and postpones. */
final class Mailbox {

    private final BlockingQueue<Signal> arrived = new LinkedBlockingQueue<>();
    private final Deque<Signal> postponed = new ArrayDeque<>();

    void add(Signal signal) {
        arrived.add(signal);
    }

    /** Keeps a signal that the running procedure has no use for until the procedure is over. */
    void postpone(Signal signal) {
        postponed.addLast(signal);
    }

    /** What was postponed first, then what arrived; waits for ever. */
    Signal take() throws InterruptedException {
        var earlier = postponed.pollFirst();
        return earlier == null ? arrived.take() : earlier;
    }

    /** As {@link #take}, null when nothing came within {@code limit}. */
    @Nullable
    Signal poll(Duration limit) throws InterruptedException {
        var earlier = postponed.pollFirst();
        return earlier == null ? pollArrived(limit) : earlier;
    }

    /** Only what arrives; for procedures that wait for something in particular. */
    @Nullable
    Signal pollArrived(Duration limit) throws InterruptedException {
        return arrived.poll(Math.max(0, limit.toNanos()), TimeUnit.NANOSECONDS);
    }

    boolean isEmpty() {
        return postponed.isEmpty() && arrived.isEmpty();
    }
}
