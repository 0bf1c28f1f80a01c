package io.tandem.callstate.call.context;

import io.tandem.callstate.erasure.Person;
import io.tandem.callstate.erasure.Tally;
import io.tandem.callstate.erasure.Traces;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Contexts of calls with the person: nobody knows what is in them, so they go whole. */
@ApplicationScoped
class ContextTraces implements Traces {

    private final Contexts contexts;

    ContextTraces(Contexts contexts) {
        this.contexts = contexts;
    }

    @Override
    public CompletionStage<Tally> erase(Person person, Set<String> callIds) {
        return callIds.isEmpty()
                ? CompletableFuture.completedFuture(Tally.NOTHING)
                : contexts.forget(callIds)
                        .map(gone -> Tally.erased("contexts", gone))
                        .subscribeAsCompletionStage();
    }
}
