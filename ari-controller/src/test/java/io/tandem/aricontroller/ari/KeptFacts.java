package io.tandem.aricontroller.ari;

import io.tandem.aricontroller.fact.Facts;
import io.tandem.contracts.PbxFact;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Facts kept in a list, in the order given; {@link #behind} plays a Kafka that takes nothing. */
final class KeptFacts implements Facts {

    record Kept(String id, PbxFact fact) {}

    private final List<Kept> kept = new CopyOnWriteArrayList<>();
    private final List<Consumer<Boolean>> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean behind;

    @Override
    public CompletionStage<Void> publish(PbxFact fact, String id) {
        kept.add(new Kept(id, fact));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public boolean areBehind() {
        return behind;
    }

    @Override
    public Runnable onBehind(Consumer<Boolean> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void behind(boolean now) {
        behind = now;
        listeners.forEach(listener -> listener.accept(now));
    }

    List<Kept> all() {
        return List.copyOf(kept);
    }

    <T extends PbxFact> List<T> of(Class<T> type) {
        return kept.stream()
                .map(Kept::fact)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
