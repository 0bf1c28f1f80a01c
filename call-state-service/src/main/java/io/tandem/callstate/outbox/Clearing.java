package io.tandem.callstate.outbox;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.redis.Script;
import io.vertx.mutiny.redis.client.RedisAPI;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets outboxes forget what Kafka has. One request at a time: what comes up while it is under way goes together in the next, so that
 * nobody waits for company and Redis is asked the less often the more there is. Any thread.
 */
final class Clearing {

    private static final Script CLEAR = Script.named("outbox-clear");
    private static final int TOGETHER = 100;

    private final Queue<Sent> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean asking = new AtomicBoolean();
    private final RedisAPI redis;

    Clearing(RedisAPI redis) {
        this.redis = redis;
    }

    /** @param positions one at least */
    private record Sent(String outbox, List<String> positions, CompletableFuture<Void> forgotten) {}

    /** Begins at once, whether or not it is subscribed to. */
    Uni<Void> clear(String outbox, List<String> positions) {
        var sent = new Sent(outbox, positions, new CompletableFuture<>());
        waiting.add(sent);
        goOn();
        return Uni.createFrom().completionStage(sent.forgotten());
    }

    private void goOn() {
        while (!waiting.isEmpty() && asking.compareAndSet(false, true)) {
            var batch = next();
            if (!batch.isEmpty()) {
                ask(batch);
                return;
            }
            asking.set(false);
        }
    }

    private List<Sent> next() {
        var batch = new ArrayList<Sent>();
        for (var sent = waiting.poll(); sent != null; sent = batch.size() < TOGETHER ? waiting.poll() : null) {
            batch.add(sent);
        }
        return batch;
    }

    private void ask(List<Sent> batch) {
        var keys = new ArrayList<String>();
        var arguments = new ArrayList<String>();
        keys.add(Outbox.PENDING);
        for (var sent : batch) {
            keys.add(sent.outbox());
            arguments.add(Integer.toString(sent.positions().size()));
            arguments.addAll(sent.positions());
        }
        Uni.createFrom()
                .deferred(() -> CLEAR.run(redis, keys, arguments))
                .onTermination()
                .invoke(() -> {
                    asking.set(false);
                    goOn();
                })
                .subscribe()
                .with(
                        _ -> batch.forEach(sent -> sent.forgotten().complete(null)),
                        e -> batch.forEach(sent -> sent.forgotten().completeExceptionally(e)));
    }
}
