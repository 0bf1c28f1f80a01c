package io.tandem.callstate.outbox;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this process handed to Kafka's producer and has not yet taken out of its outbox, by outbox and position. Look before an outbox is
 * read: what it then holds and is not listed here, nobody of this process is sending.
 */
final class OnTheirWay {

    private final ConcurrentHashMap<String, Map<String, CompletableFuture<Void>>> byOutbox = new ConcurrentHashMap<>();

    Map<String, CompletableFuture<Void>> of(String outbox) {
        return byOutbox.getOrDefault(outbox, Map.of());
    }

    void add(String outbox, Collection<String> positions, CompletableFuture<Void> done) {
        byOutbox.merge(outbox, of(positions, done), (before, added) -> {
            var all = new HashMap<>(before);
            all.putAll(added);
            return Map.copyOf(all);
        });
    }

    void remove(String outbox, Collection<String> positions) {
        byOutbox.computeIfPresent(outbox, (_, before) -> {
            var rest = new HashMap<>(before);
            rest.keySet().removeAll(positions);
            return rest.isEmpty() ? null : Map.copyOf(rest);
        });
    }

    private static Map<String, CompletableFuture<Void>> of(Collection<String> positions, CompletableFuture<Void> done) {
        var all = new HashMap<String, CompletableFuture<Void>>();
        positions.forEach(position -> all.put(position, done));
        return Map.copyOf(all);
    }
}
