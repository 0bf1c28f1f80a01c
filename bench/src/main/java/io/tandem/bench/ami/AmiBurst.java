package io.tandem.bench.ami;

import io.tandem.bench.Benchmark;
import java.time.Duration;

/**
 * Events as fast as the socket takes them, written one by one as Asterisk does, for a consumer that is much slower. Two silences are
 * measured: the longest single write of the peer (Asterisk drops a reader after {@code writetimeout}, 100 ms unless set), which the kernel's
 * buffers have a part in, and the longest time in which the client read nothing although more was to come, which is the client's own.
 *
 * <p>asterisk-java takes minutes: for its log it makes a text of every event that it drops, on the thread that reads, and of many that it
 * delivers late, whether anybody logs or not. Its reader is slow then, which spares it drops.
 */
public final class AmiBurst implements Benchmark {

    private static final int EVENTS = 300_000;
    private static final Duration EACH = Duration.ofNanos(50_000);

    @Override
    public String name() {
        return "ami-burst";
    }

    @Override
    public String about() {
        return EVENTS + " events at once, a consumer that takes " + EACH.toNanos() / 1_000 + " µs an event";
    }

    @Override
    public void run() {
        var stream = EventStream.of(EVENTS, _ -> true);
        System.out.printf(
                "%-44s %10s %8s %10s %14s %14s%n",
                "client", "delivered", "%", "seconds", "longest write", "not reading");
        try (var pbx = new StreamingPbx()) {
            for (var marks : SlowReading.MARKS) {
                try (var reading = new SlowReading(pbx, marks, EACH)) {
                    print(
                            "ours, pauses at " + marks.high() + ", goes on at " + marks.low(),
                            reading.read(stream),
                            EVENTS);
                }
            }
            print(AsteriskJavaReader.NAME, asteriskJava(pbx, stream), EVENTS);
        }
    }

    /** @param notReading the longest, nanoseconds; -1 where it cannot be seen from outside */
    record Outcome(long delivered, long nanos, long longestWrite, long notReading) {}

    private static Outcome asteriskJava(StreamingPbx pbx, EventStream stream) {
        // Closed in the opposite order: a session that ends before the client has logged off is one to connect again
        // for.
        var other = new AsteriskJavaClient(pbx.port(), () -> spin(EACH));
        try (var session = pbx.session();
                other) {
            long start = System.nanoTime();
            long longest = session.streamOneByOne(stream);
            other.awaitEnd(stream.events());
            return new Outcome(other.delivered(), other.lastAt() - start, longest, -1);
        }
    }

    /** Work, not sleep: a sleep of 50 µs takes longer. */
    static void spin(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static void print(String client, Outcome outcome, int events) {
        System.out.printf(
                "%-44s %10d %7.1f%% %10.1f %11.1f ms %14s%n",
                client,
                outcome.delivered(),
                100.0 * outcome.delivered() / events,
                outcome.nanos() / 1e9,
                outcome.longestWrite() / 1e6,
                outcome.notReading() < 0 ? "-" : "%.1f ms".formatted(outcome.notReading() / 1e6));
    }
}
