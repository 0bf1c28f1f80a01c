package io.tandem.bench.ami;

import java.io.UncheckedIOException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Writes a stream to a session, whole events at a time, again and again as fast as it is read, in a thread of its own. */
final class Feed implements AutoCloseable {

    private static final int PIECE = 65_536;
    private static final long TICK_NANOS = 1_000_000;

    private final StreamingPbx.Session session;
    private final EventStream stream;
    private volatile long written;
    private volatile boolean ended;
    private volatile @Nullable UncheckedIOException failure;

    private Feed(StreamingPbx.Session session, EventStream stream) {
        this.session = session;
        this.stream = stream;
    }

    static Feed flood(StreamingPbx.Session session, EventStream stream) {
        var feed = new Feed(session, stream);
        Thread.ofPlatform().daemon().name("feed").start(feed::flood);
        return feed;
    }

    /**
     * Once, in this thread: event {@code n} is due {@code n / eventsPerSecond} seconds after the beginning, and written then or, where the
     * reader is late, as soon as it can be. Returns the beginning, epoch milliseconds.
     */
    static long pace(StreamingPbx.Session session, EventStream stream, int eventsPerSecond) {
        var events = stream.pieces(1);
        long begunAt = System.currentTimeMillis();
        long start = System.nanoTime();
        for (int next = 0; next < events.size(); ) {
            long passed = System.nanoTime() - start;
            int due = (int) Math.min(events.size(), passed * eventsPerSecond / 1_000_000_000L);
            if (due > next) {
                session.write(
                        stream.bytes(),
                        events.get(next).from(),
                        events.get(due - 1).to());
                next = due;
            }
            LockSupport.parkNanos(TICK_NANOS);
        }
        return begunAt;
    }

    /** Events that the socket took; throws what ended the writing, if anything did. */
    long written() {
        if (failure != null) {
            throw failure;
        }
        return written;
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one thread writes
    private void flood() {
        var pieces = stream.pieces(PIECE);
        try {
            for (int next = 0; !ended; next = (next + 1) % pieces.size()) {
                var piece = pieces.get(next);
                session.write(stream.bytes(), piece.from(), piece.to());
                written += piece.count();
            }
        } catch (UncheckedIOException e) {
            failure = e;
        }
    }

    /** The write under way is the last. */
    @Override
    public void close() {
        ended = true;
    }
}
