package io.tandem.callstate.outbox;

import io.smallrye.mutiny.Uni;
import io.tandem.edge.kafka.Wire;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Publishes stored messages in their order and forgets them when Kafka has them all. An outbox is a Redis hash, position → message;
 * the scripts that write state also write it and note it in {@link #PENDING}.
 */
@ApplicationScoped
public class Outbox {

    /** ZSET of outboxes that are not empty, by the time of their last message in ms. */
    public static final String PENDING = "outbox:pending";

    private final OnTheirWay onTheirWay = new OnTheirWay();
    private final Clearing clearing;
    private final RedisAPI redis;
    private final Publisher publisher;
    private final Wire wire;

    Outbox(RedisAPI redis, Publisher publisher, Wire wire) {
        this.redis = redis;
        this.clearing = new Clearing(redis);
        this.publisher = publisher;
        this.wire = wire;
    }

    /** Sorts as text in the order of publication. */
    public static String position(long version, int index) {
        return digits(version, 16) + "." + digits(index, 4);
    }

    /** A format string is parsed anew for each message, and there are several a call. */
    private static String digits(long number, int width) {
        var digits = Long.toString(number);
        return digits.length() >= width ? digits : "0".repeat(width - digits.length()) + digits;
    }

    public String write(Outgoing message) {
        return wire.write(message);
    }

    /** What this process is sending from an outbox; to be asked for before the outbox is read. */
    public Map<String, CompletableFuture<Void>> onTheirWay(String outbox) {
        return onTheirWay.of(outbox);
    }

    public Uni<Void> publish(String outbox, SortedMap<String, Outgoing> messages) {
        return publish(outbox, messages, Map.of());
    }

    /**
     * Hands them to Kafka's producer at once and in order; done when Kafka has them all and the outbox has forgotten them.
     *
     * @param sending what was on its way when the outbox was read: not sent again, but waited for as well
     */
    public Uni<Void> publish(
            String outbox, SortedMap<String, Outgoing> messages, Map<String, CompletableFuture<Void>> sending) {
        var fresh = new TreeMap<>(messages);
        fresh.keySet().removeAll(sending.keySet());
        var awaited = new HashSet<CompletableFuture<Void>>();
        messages.keySet().stream()
                .filter(sending::containsKey)
                .map(sending::get)
                .forEach(awaited::add);
        if (!fresh.isEmpty()) {
            awaited.add(send(outbox, fresh));
        }
        return Uni.createFrom().completionStage(CompletableFuture.allOf(awaited.toArray(CompletableFuture[]::new)));
    }

    private CompletableFuture<Void> send(String outbox, SortedMap<String, Outgoing> messages) {
        var done = new CompletableFuture<Void>();
        var positions = List.copyOf(messages.keySet());
        onTheirWay.add(outbox, positions, done);
        // Deferred: right after the start there may be no channel to Kafka yet, and then the publisher throws.
        Uni.createFrom()
                .deferred(() -> publisher.send(messages.values()))
                .chain(() -> clearing.clear(outbox, positions))
                .onTermination()
                .invoke(() -> onTheirWay.remove(outbox, positions))
                .subscribe()
                .with(_ -> done.complete(null), done::completeExceptionally);
        return done;
    }

    /** Publishes whatever the outbox holds. */
    public Uni<Void> flush(String outbox) {
        var sending = onTheirWay(outbox);
        return redis.hgetall(outbox).chain(stored -> publish(outbox, readHash(stored), sending));
    }

    /** Publishes what a process left behind that died, or that could not reach Kafka. */
    Uni<Integer> flushOlderThan(long time) {
        return redis.zrangebyscore(List.of(PENDING, "-inf", Long.toString(time), "LIMIT", "0", "500"))
                .chain(found -> {
                    var flushed = new ArrayList<Uni<Void>>();
                    found.forEach(outbox -> flushed.add(flush(outbox.toString())));
                    return flushed.isEmpty()
                            ? Uni.createFrom().item(0)
                            : Uni.join().all(flushed).andCollectFailures().replaceWith(flushed.size());
                });
    }

    /** Messages as a script returns them: position, message, position, message… */
    public SortedMap<String, Outgoing> read(Response pairs) {
        var messages = new TreeMap<String, Outgoing>();
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            messages.put(pairs.get(i).toString(), wire.read(pairs.get(i + 1).toString(), Outgoing.class));
        }
        return messages;
    }

    private SortedMap<String, Outgoing> readHash(Response hash) {
        var messages = new TreeMap<String, Outgoing>();
        hash.getKeys().forEach(k -> messages.put(k, wire.read(hash.get(k).toString(), Outgoing.class)));
        return messages;
    }
}
