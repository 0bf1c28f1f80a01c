package io.tandem.callstate.call.stream;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * One thing at a time for each call within this process: a courtesy that keeps retries rare and a call's messages in order. The
 * version in Redis is what keeps the call right.
 */
@ApplicationScoped
class Lanes {

    private final ConcurrentHashMap<String, CompletableFuture<Void>> tails = new ConcurrentHashMap<>();

    <T> Uni<T> in(String callId, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            var mine = new CompletableFuture<Void>();
            var before = tails.put(callId, mine);
            var turn = before == null
                    ? Uni.createFrom().voidItem()
                    : Uni.createFrom().completionStage(before);
            return turn.chain(work::get).onTermination().invoke(() -> {
                tails.remove(callId, mine);
                mine.complete(null);
            });
        });
    }
}
