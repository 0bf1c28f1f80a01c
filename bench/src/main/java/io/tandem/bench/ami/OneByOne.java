package io.tandem.bench.ami;

import java.io.UncheckedIOException;

/** Writes a stream to a session as Asterisk does, each event with a write of its own, until its end or the session's. */
final class OneByOne implements Runnable {

    private final StreamingPbx.Session session;
    private final EventStream stream;
    private volatile int written;
    private volatile long longest;

    OneByOne(StreamingPbx.Session session, EventStream stream) {
        this.session = session;
        this.stream = stream;
    }

    @Override
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one thread writes
    public void run() {
        var bytes = stream.bytes();
        try {
            for (int from = 0; from < bytes.length; ) {
                int to = EventStream.end(bytes, from);
                long start = System.nanoTime();
                session.write(bytes, from, to);
                longest = Math.max(longest, System.nanoTime() - start);
                written++;
                from = to;
            }
        } catch (UncheckedIOException _) {
            // Whoever measures has closed the session, and says how far it came.
        }
    }

    /** Events that the socket took. */
    int written() {
        return written;
    }

    /** How long the longest write took, nanoseconds. */
    long longest() {
        return longest;
    }
}
