package io.tandem.local.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for something that nobody announces: a file, a port, a line in a log. */
public final class Await {

    private static final Duration STEP = Duration.ofMillis(25);

    /** @throws ChildFailedException when the child dies before, or the limit passes; with the end of its log. */
    public static void until(Child child, Duration limit, BooleanSupplier ready) {
        var end = System.nanoTime() + limit.toNanos();
        while (!ready.getAsBoolean()) {
            if (!child.isAlive()) {
                throw ChildFailedException.died(child);
            }
            if (System.nanoTime() > end) {
                throw ChildFailedException.late(child, limit);
            }
            pause();
        }
    }

    /** False when the limit passed first. */
    public static boolean within(Duration limit, BooleanSupplier done) {
        var end = System.nanoTime() + limit.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static void pause() {
        java.util.concurrent.locks.LockSupport.parkNanos(STEP.toNanos());
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("interrupted while waiting");
        }
    }

    private Await() {}
}
