package io.tandem.notifier.telegram.board;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tandem.notifier.NotifierConfig;
import io.tandem.notifier.event.Follower;
import io.tandem.notifier.event.LoggedEvent;
import io.tandem.notifier.telegram.store.MessageTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The loop that keeps the chats up to date, on one virtual thread: follow the log, begin what may begin, wait until something
 * happens. New events only wake it, so that Telegram's pace never becomes that of the log; what it has to do is in PostgreSQL, so
 * that a restart goes on where it was. Without a token it does not run.
 */
@ApplicationScoped
class Board implements Follower {

    private static final Duration IDLE = Duration.ofSeconds(1);

    /** What happens within this time is one round: a busy log must not cost a round an event. */
    private static final Duration GATHER = Duration.ofMillis(100);

    private final Announcements announcements;
    private final Deliveries deliveries;
    private final MessageTable messages;
    private final NotifierConfig config;
    private final AtomicLong behind;
    private final Semaphore wakeUp = new Semaphore(0);
    private long countAt = System.nanoTime();
    private long forgetAt = countAt;
    private volatile Thread loop = Thread.currentThread();

    /** Of the loop that runs; open when none does. */
    private volatile CountDownLatch stopped = new CountDownLatch(0);

    Board(
            Announcements announcements,
            Deliveries deliveries,
            MessageTable messages,
            NotifierConfig config,
            MeterRegistry metrics) {
        this.announcements = announcements;
        this.deliveries = deliveries;
        this.messages = messages;
        this.config = config;
        this.behind = metrics.gauge("tandem.telegram.behind", new AtomicLong());
    }

    void start(@Observes StartupEvent event) {
        if (config.telegram().token().isPresent()) {
            var ofThisLoop = new CountDownLatch(1);
            stopped = ofThisLoop;
            loop = Thread.ofVirtual().name("telegram-board").start(() -> run(ofThisLoop));
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (stopped.getCount() > 0) {
            stopped.countDown();
            wakeUp.release();
            loop.join(Duration.ofSeconds(5));
        }
    }

    @Override
    public void startsAfter(long head) {
        // It keeps its own place in the log.
    }

    @Override
    public void on(List<LoggedEvent> events) {
        wakeUp.release();
    }

    private void run(CountDownLatch stopped) {
        try {
            while (stopped.getCount() > 0) {
                var wait = round();
                wakeUp.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
                stopped.await(GATHER.toMillis(), TimeUnit.MILLISECONDS);
                wakeUp.drainPermits();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** A boundary: whatever breaks one round, the next one is tried after a while. */
    private Duration round() {
        try {
            while (announcements.step()) {
                Log.trace("following the log");
            }
            chores();
            return deliveries.begin(IDLE, wakeUp::release);
        } catch (RuntimeException e) {
            Log.error("the chats are not brought up to date; trying again", e);
            return IDLE;
        }
    }

    private void chores() {
        long now = System.nanoTime();
        if (now - countAt >= 0) {
            countAt = now + IDLE.toNanos();
            behind.set(messages.countBehind());
        }
        if (now - forgetAt >= 0) {
            forgetAt = now + config.events().pruneEvery().toNanos();
            messages.forget(config.events().retention());
        }
    }
}
