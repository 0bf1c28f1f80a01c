package io.tandem.callstate.call.history;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.call.Call;
import io.tandem.callstate.call.CallView;
import io.tandem.callstate.call.store.RedisCalls;
import io.tandem.callstate.erasure.Person;
import io.tandem.callstate.erasure.Tally;
import io.tandem.callstate.erasure.Traces;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Calls that live, or ended a moment ago: they cannot do without the number, and go from Redis by themselves. */
@ApplicationScoped
class LiveTraces implements Traces {

    private static final int CHUNK = 500;

    private final RedisCalls calls;

    LiveTraces(RedisCalls calls) {
        this.calls = calls;
    }

    @Override
    public CompletionStage<Found> find(Person person) {
        return living(person, null, new HashSet<>())
                .map(found -> new Found(found, found))
                .subscribeAsCompletionStage();
    }

    @Override
    public CompletionStage<Tally> erase(Person person, Set<String> callIds) {
        return CompletableFuture.completedFuture(Tally.NOTHING);
    }

    private Uni<Set<String>> living(Person person, @Nullable String before, Set<String> found) {
        return calls.before(person.tenant(), null, null, before, CHUNK).chain(chunk -> {
            chunk.stream()
                    .filter(call -> Numbers.of(CallView.of(call)).contains(person.number()))
                    .map(Call::callId)
                    .forEach(found::add);
            return chunk.isEmpty()
                    ? Uni.createFrom().item(found)
                    : living(person, chunk.getLast().callId(), found);
        });
    }
}
