package io.tandem.campaign.tick;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Work that anybody may kick from any thread, and that a timer kicks. It runs on one event loop, each time in a Vert.x context of its
 * own (so in a database session of its own), and never beside itself: kicks that arrive while it runs make it run once more.
 */
public final class SingleFlight {

    private static final Logger LOG = Logger.getLogger(SingleFlight.class);

    private final String name;
    private final Supplier<Uni<Void>> work;
    private final Vertx vertx;
    private final Context loop;
    private final AtomicInteger kicks = new AtomicInteger();
    private long timer = -1;

    public SingleFlight(String name, Vertx vertx, Supplier<Uni<Void>> work) {
        this.name = name;
        this.work = work;
        this.vertx = vertx;
        this.loop = VertxContext.getRootContext(vertx.getOrCreateContext());
    }

    /** Kicks now, and then regularly until {@link #stop}. */
    public void start(Duration every) {
        timer = vertx.setPeriodic(every.toMillis(), _ -> kick());
        kick();
    }

    public void stop() {
        vertx.cancelTimer(timer);
    }

    public void kick() {
        if (kicks.getAndIncrement() == 0) {
            run(1);
        }
    }

    private void run(int seen) {
        var context = VertxContext.createNewDuplicatedContext(loop);
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(
                _ -> Uni.createFrom().deferred(() -> work.get()).subscribe().with(_ -> finished(seen), failure -> {
                    LOG.warnf(failure, "%s failed; it runs again when it is due", name);
                    finished(seen);
                }));
    }

    private void finished(int seen) {
        int left = kicks.addAndGet(-seen);
        if (left > 0) {
            run(left);
        }
    }
}
