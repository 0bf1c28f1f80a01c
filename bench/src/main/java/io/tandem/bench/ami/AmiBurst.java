package io.tandem.bench.ami;

import io.tandem.bench.Benchmark;
import java.time.Duration;

/**
 * Events as fast as the socket takes them, written one by one as Asterisk does, for a consumer that is much slower. Two silences are
 * measured: the longest single write of the peer (Asterisk drops a reader after {@code writetimeout}, 100 ms unless set), which the kernel's
 * buffers have a part in, and the longest time in which the client read nothing although more was to come, which is the client's own.
 *
 * <p>asterisk-java would take minutes: for its log it makes a text of every event that it drops, on the thread that reads, and of many that
 * it delivers late, whether anybody logs or not. Its reader is slow then, which spares it drops, and Asterisk would long have hung up. So it
 * gets a minute; its share is of what the socket took until then.
 */
public final class AmiBurst implements Benchmark {

    private static final int EVENTS = 300_000;
    private static final Duration EACH = Duration.ofNanos(50_000);

    /** Four times as long as the consumer is at work with all events. */
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static final Duration SILENCE = Duration.ofSeconds(10);

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
                "%-44s %10s %10s %8s %10s %14s %14s%n",
                "client", "taken", "delivered", "%", "seconds", "longest write", "not reading");
        try (var pbx = new StreamingPbx()) {
            for (var marks : SlowReading.MARKS) {
                try (var reading = new SlowReading(pbx, marks, EACH)) {
                    print("ours, pauses at " + marks.high() + ", goes on at " + marks.low(), reading.read(stream));
                }
            }
            print(AsteriskJavaReader.NAME, asteriskJava(pbx, stream));
        }
    }

    /**
     * @param taken by the socket
     * @param notReading the longest, nanoseconds; -1 where it cannot be seen from outside
     */
    record Outcome(long taken, long delivered, long nanos, long longestWrite, long notReading) {}

    private static Outcome asteriskJava(StreamingPbx pbx, EventStream stream) {
        // Closed in the opposite order: a session that ends before the client has logged off is one to connect again
        // for.
        var other = new AsteriskJavaClient(pbx.port(), () -> spin(EACH));
        try (var session = pbx.session();
                other) {
            long start = System.nanoTime();
            var writing = new OneByOne(session, stream);
            var thread = Thread.ofPlatform().daemon().name("one-by-one").start(writing);
            other.awaitEnd(stream.events(), SILENCE, LIMIT);
            var outcome =
                    new Outcome(writing.written(), other.delivered(), other.lastAt() - start, writing.longest(), -1);
            if (thread.isAlive()) {
                System.out.printf("  (%s was stopped after %d s)%n", AsteriskJavaReader.NAME, LIMIT.toSeconds());
            }
            return outcome;
        }
    }

    /** Work, not sleep: a sleep of 50 µs takes longer. */
    static void spin(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static void print(String client, Outcome outcome) {
        System.out.printf(
                "%-44s %10d %10d %7.1f%% %10.1f %11.1f ms %14s%n",
                client,
                outcome.taken(),
                outcome.delivered(),
                100.0 * outcome.delivered() / outcome.taken(),
                outcome.nanos() / 1e9,
                outcome.longestWrite() / 1e6,
                outcome.notReading() < 0 ? "-" : "%.1f ms".formatted(outcome.notReading() / 1e6));
    }
}
