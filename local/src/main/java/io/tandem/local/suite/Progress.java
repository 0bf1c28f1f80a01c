package io.tandem.local.suite;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** What a person sees while something takes its time: a line for each step, with how long after the beginning it was done. */
public final class Progress {

    private final PrintStream out;
    private final long begin = System.nanoTime();

    public Progress(PrintStream out) {
        this.out = out;
    }

    public void done(String what, String result) {
        out.printf(Locale.ROOT, "  %6.1f s  %-19s %s%n", seconds(), what, result);
    }

    public void say(String line) {
        out.println(line);
    }

    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private double seconds() {
        return elapsed().toMillis() / 1000.0;
    }
}
