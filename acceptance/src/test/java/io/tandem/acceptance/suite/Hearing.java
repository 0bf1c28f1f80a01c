package io.tandem.acceptance.suite;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;

/** What somebody hears from now on, by a count of {@link Heard} that rises while they hear it. */
public final class Hearing {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final int ENOUGH = 3;

    public static void goesOn(Callable<Integer> count) throws Exception {
        int before = count.call();
        await().atMost(LIMIT).until(count, now -> now > before + ENOUGH);
    }

    public static void hasStopped(Callable<Integer> count) {
        var last = new int[] {-1};
        await().atMost(LIMIT).during(QUIET).until(() -> {
            int before = last[0];
            last[0] = count.call();
            return before == last[0];
        });
    }

    private Hearing() {}
}
