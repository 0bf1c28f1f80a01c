package io.tandem.local;

import io.tandem.local.suite.Progress;
import io.tandem.local.suite.Suite;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** {@code up} without {@code --detach}: stays until Ctrl-C, which stops all, or until {@code down} was called elsewhere. */
final class Foreground {

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Suite suite;
    private final PrintStream out;

    Foreground(Suite suite, PrintStream out) {
        this.suite = suite;
        this.out = out;
    }

    int stay() {
        var stop = new Thread(() -> {
            out.println();
            suite.down(new Progress(out));
        });
        Runtime.getRuntime().addShutdownHook(stop);
        while (suite.isRunning()) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
        Runtime.getRuntime().removeShutdownHook(stop);
        out.println("The suite was stopped.");
        return 0;
    }
}
