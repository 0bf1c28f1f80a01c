package io.tandem.callstate.recording.store;

import io.tandem.callstate.erasure.Person;
import io.tandem.callstate.erasure.Tally;
import io.tandem.callstate.erasure.Traces;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Recordings of calls with the person, with their files: those still on the PBX as soon as they are off it (ADR-0015). */
@ApplicationScoped
class RecordingTraces implements Traces {

    private final RecordingTable table;
    private final Erasure erasure;
    private final InstantSource clock;

    RecordingTraces(RecordingTable table, Erasure erasure, InstantSource clock) {
        this.table = table;
        this.erasure = erasure;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Tally> erase(Person person, Set<String> callIds) {
        return table.erase(person, callIds, clock.instant())
                .call(erasure::run)
                .map(count -> Tally.erased("recordings", count))
                .subscribeAsCompletionStage();
    }
}
