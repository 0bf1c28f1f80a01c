package io.tandem.bench.ami;

import io.tandem.bench.ami.Figures.Round;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Predicate;

/** From one socket to another on this machine: one thread writes, the client reads; the clock stops at the last event. */
final class Loopback implements AutoCloseable {

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Duration SILENCE = Duration.ofSeconds(2);
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final byte[] LOGIN =
            "Action: Login\r\nUsername: bench\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final StreamingPbx pbx = new StreamingPbx();
    private final Vertx vertx = Vertx.vertx();
    private final NetClient client = vertx.createNetClient();

    Round floor(EventStream stream) {
        long[] missing = {StreamingPbx.Session.bytesBefore() + (long) stream.bytes().length};
        return vertx(stream, chunk -> (missing[0] -= chunk.length()) == 0);
    }

    /** As the gateway's supervisor reads. */
    Round ours(EventStream stream, Reader.Use use) {
        var reader = new Reader(use);
        return vertx(stream, chunk -> {
            var bytes = chunk.getBytes();
            reader.feed(bytes, 0, bytes.length);
            return reader.events() >= stream.events();
        });
    }

    /** {@code isLast}: takes a piece and says whether that was all. */
    private Round vertx(EventStream stream, Predicate<Buffer> isLast) {
        var done = new CountDownLatch(1);
        // All of it on the event loop: the banner comes at once, and is dropped where the handler is told later than
        // that.
        vertx.getOrCreateContext()
                .runOnContext(_ -> client.connect(pbx.port(), "127.0.0.1").onSuccess(socket -> socket.handler(chunk -> {
                            if (isLast.test(chunk)) {
                                done.countDown();
                            }
                        })
                        .write(Buffer.buffer(LOGIN))));
        try (var session = pbx.session()) {
            return measured(stream, session, _ -> {
                await(done);
                return System.nanoTime();
            });
        }
    }

    Round asteriskJava(EventStream stream) {
        var other = new AsteriskJavaClient(pbx.port(), () -> {});
        try (var session = pbx.session();
                other) {
            return measured(stream, session, events -> {
                other.awaitEnd(events.events(), SILENCE, LIMIT);
                if (other.delivered() != events.events()) {
                    System.out.printf("  (asterisk-java delivered %d of %d)%n", other.delivered(), events.events());
                }
                return other.lastAt();
            });
        }
    }

    /** The writer is this thread: what it allocates is not the reader's. */
    private Round measured(EventStream stream, StreamingPbx.Session session, Function<EventStream, Long> end) {
        long before = THREADS.getTotalThreadAllocatedBytes() - THREADS.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        session.stream(stream);
        long last = end.apply(stream);
        long after = THREADS.getTotalThreadAllocatedBytes() - THREADS.getCurrentThreadAllocatedBytes();
        return new Round(last - start, after - before);
    }

    private static void await(CountDownLatch done) {
        try {
            done.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        pbx.close();
    }
}
