package io.tandem.aricontroller.fact;

import io.tandem.contracts.PbxFact;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Where facts go, in the order in which they are given. Safe from any thread; never blocks. */
public interface Facts {

    /**
     * Completes when the fact is kept.
     *
     * @param id the same for the same fact, always
     */
    CompletionStage<Void> publish(PbxFact fact, String id);

    /** Whether so much waits to be kept that nothing more should be read. */
    boolean areBehind();

    /** Is told true when {@link #areBehind} begins, false when it ends; what is returned takes the listener off. */
    Runnable onBehind(Consumer<Boolean> listener);
}
