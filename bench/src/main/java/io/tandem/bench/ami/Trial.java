package io.tandem.bench.ami;

import io.tandem.local.process.Await;
import io.tandem.local.process.Child;
import io.tandem.local.process.Children;
import io.tandem.local.process.Launch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** One forwarder between a peer and a broker, from its start to its end. */
final class Trial implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final Duration WARM = Duration.ofSeconds(5);
    private static final Duration WINDOW = Duration.ofSeconds(5);
    private static final long LONGEST_MS = 600_000;
    private static final int LINES = 40;

    private final Forwarder forwarder;
    private final Broker broker;
    private final Children children;
    private final Launch launch;
    private final Child child;
    private final StreamingPbx pbx = new StreamingPbx(StreamingPbx.SNAPSHOT_TAKEN);
    private final StreamingPbx.Session session;

    /**
     * @param events in each second
     * @param records in each second
     * @param cpuMicros of the forwarder, for each record
     */
    record Rates(double events, double records, double cpuMicros) {}

    /** Milliseconds from an event's being due to its record's being in the topic. */
    record Ages(long records, long median, long p99, long most) {}

    Trial(Forwarder forwarder, Broker broker) {
        this.forwarder = forwarder;
        this.broker = broker;
        this.children = new Children(broker.directory());
        this.launch = forwarder.launch(broker.directory(), pbx.port(), broker.servers());
        this.child = children.start(launch);
        Await.until(child, START, pbx::isListenedTo);
        this.session = pbx.session();
    }

    /** As much as it takes. */
    Rates flood(EventStream stream) {
        try (var feed = Feed.flood(session, stream)) {
            rest(WARM);
            long start = System.nanoTime();
            long events = feed.written();
            long records = broker.records();
            var cpu = cpu();
            rest(WINDOW);
            double seconds = (System.nanoTime() - start) / 1e9;
            long more = broker.records() - records;
            double micros = cpu().minus(cpu).toNanos() / 1e3 / more;
            return new Rates((feed.written() - events) / seconds, more / seconds, micros);
        } catch (UncheckedIOException e) {
            throw new IllegalStateException(forwarder.text() + " hung up; the end of its log:\n" + log(), e);
        }
    }

    /** That it has used since its start. */
    private Duration cpu() {
        return child.identity()
                .handle()
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow();
    }

    private String log() {
        try {
            var lines = Files.readAllLines(launch.log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code stream}: numbered events. What came of the first second is left out: compilers were at work. */
    Ages pace(EventStream stream, int eventsPerSecond) {
        settle();
        var before = broker.ends();
        long begunAt = Feed.pace(session, stream, eventsPerSecond);
        settle();
        var ages = new Histogram(LONGEST_MS, 3);
        broker.read(before, record -> EventStream.number(record.value()).ifPresent(number -> {
            if (number >= eventsPerSecond) {
                long dueAt = begunAt + number * 1_000L / eventsPerSecond;
                ages.recordValue(Math.max(0, record.timestamp() - dueAt));
            }
        }));
        return new Ages(
                ages.getTotalCount(), ages.getValueAtPercentile(50), ages.getValueAtPercentile(99), ages.getMaxValue());
    }

    /** Until the topic grows no more but by what the gateway says of itself. */
    private void settle() {
        for (long before = -1, now = broker.records(); now > before + 10; now = broker.records()) {
            before = now;
            rest(Duration.ofSeconds(1));
        }
    }

    private static void rest(Duration time) {
        for (long end = System.nanoTime() + time.toNanos(), left = time.toNanos();
                left > 0;
                left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void close() {
        children.stop(forwarder.name(), STOP);
        session.close();
        pbx.close();
    }
}
