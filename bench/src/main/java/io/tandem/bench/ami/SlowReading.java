package io.tandem.bench.ami;

import io.tandem.ami.AmiMessage;
import io.tandem.ami.EventNames;
import io.tandem.amigateway.link.AmiLink;
import io.tandem.amigateway.link.Backoff;
import io.tandem.amigateway.link.socket.AmiPeer;
import io.tandem.amigateway.link.socket.AmiSession;
import io.tandem.amigateway.link.socket.AmiSupervisor;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The gateway's supervisor before a consumer with a thread of its own, paused and resumed as the gateway's publisher does it: at
 * {@code high} waiting events reading stops, at {@code low} it goes on.
 */
final class SlowReading implements AmiSession, AutoCloseable {

    /** @param high events that wait */
    record Marks(int high, int low) {}

    /** The gateway's defaults, and a pair so far apart that reading stands still for long. */
    static final List<Marks> MARKS = List.of(new Marks(8_000, 7_000), new Marks(8_000, 4_000));

    private static final Duration SILENCE = Duration.ofSeconds(5);

    private static final AmiLink.Times TIMES = new AmiLink.Times(
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(3),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofMinutes(1));

    private final StreamingPbx pbx;
    private final Marks marks;
    private final Duration each;
    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final BlockingQueue<AmiMessage.Event> waiting = new LinkedBlockingQueue<>();
    private final AtomicBoolean congested = new AtomicBoolean();
    private final AmiSupervisor supervisor;

    private volatile long readAt;
    private volatile long notReading;
    private volatile boolean ended;

    SlowReading(StreamingPbx pbx, Marks marks, Duration each) {
        this.pbx = pbx;
        this.marks = marks;
        this.each = each;
        var peer = new AmiPeer("127.0.0.1", pbx.port(), null, "bench", "bench", "call", EventNames.all());
        var link = new AmiLink(TIMES, new Backoff(Duration.ofMillis(250), Duration.ofSeconds(2), () -> 0.5));
        this.supervisor = new AmiSupervisor("burst", peer, link, this, vertx, context);
    }

    AmiBurst.Outcome read(EventStream stream) {
        supervisor.start();
        try (var session = pbx.session()) {
            var consumer = new Consumer(stream.events());
            var thread = Thread.ofPlatform().daemon().start(consumer);
            long start = System.nanoTime();
            readAt = start;
            notReading = 0;
            var writing = new OneByOne(session, stream);
            writing.run();
            thread.join();
            ended = true;
            return new AmiBurst.Outcome(
                    writing.written(), consumer.taken, consumer.lastAt - start, writing.longest(), notReading);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Takes one after the other; ends when it has all, or none comes any more. */
    private final class Consumer implements Runnable {

        private final int events;
        private long taken;
        private long lastAt;

        Consumer(int events) {
            this.events = events;
        }

        @Override
        public void run() {
            try {
                while (taken < events && waiting.poll(SILENCE.toSeconds(), TimeUnit.SECONDS) != null) {
                    AmiBurst.spin(each);
                    taken++;
                    lastAt = System.nanoTime();
                    if (waiting.size() <= marks.low() && congested.compareAndSet(true, false)) {
                        context.runOnContext(_ -> supervisor.resume());
                    }
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    @Override
    public void event(AmiMessage.Event event) {
        waiting.add(event);
        if (waiting.size() >= marks.high() && congested.compareAndSet(false, true)) {
            supervisor.pause();
        }
    }

    @Override
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one thread writes
    public void read(int bytes, long skipped) {
        long now = System.nanoTime();
        notReading = Math.max(notReading, now - readAt);
        readAt = now;
    }

    @Override
    public void cutShort() {}

    @Override
    public void lost(String reason) {
        if (!ended) {
            System.out.println("  (the session was lost: " + reason + ")");
        }
    }

    @Override
    public void connecting() {}

    @Override
    public void up(Duration took) {}

    @Override
    public void alarm(int failures, String reason) {}

    @Override
    public void undecodable() {}

    @Override
    public void closed(String reason) {}

    @Override
    public void close() {
        supervisor.stop();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
