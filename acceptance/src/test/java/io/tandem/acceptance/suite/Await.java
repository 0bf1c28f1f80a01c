package io.tandem.acceptance.suite;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what can only be asked for, or lets time pass where the time is the story. */
public final class Await {

    private static final Duration LOOKS_AGAIN = Duration.ofMillis(100);

    /** @throws AssertionError with what is seen then, when the limit is over; it is asked once at least */
    public static void until(Duration limit, String what, BooleanSupplier wanted, Supplier<?> seen) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!wanted.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + limit + ": " + what + "; seen: " + seen.get());
            }
            LockSupport.parkNanos(LOOKS_AGAIN.toNanos());
        }
    }

    /** Returns at that time of {@link System#nanoTime}. */
    public static void reaching(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private Await() {}
}
