package io.tandem.callstate.call.stream;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.call.Call;
import io.tandem.callstate.call.store.RedisCalls;
import io.tandem.callstate.recording.Recordings;
import io.tandem.contracts.PbxFact;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;

/** What calls know of their recordings, for {@link Recordings}. */
@ApplicationScoped
class RecordingFacts {

    private final Recordings recordings;
    private final RedisCalls calls;
    private final InstantSource clock;

    RecordingFacts(Recordings recordings, RedisCalls calls, InstantSource clock) {
        this.recordings = recordings;
        this.calls = calls;
        this.clock = clock;
    }

    Uni<Void> requested(Call call, String recordingId) {
        return requested(call, recordingId, clock.instant());
    }

    Uni<Void> refused(String recordingId, String reason) {
        return Uni.createFrom().completionStage(() -> recordings.refused(recordingId, reason));
    }

    Uni<Void> answered(PbxFact.CommandFact answer) {
        return Uni.createFrom().completionStage(() -> recordings.answered(answer));
    }

    /** One that has begun is known, even where we died before it was noted as requested. */
    Uni<Void> seen(PbxFact.RecordingFact fact) {
        Uni<Void> known = fact instanceof PbxFact.RecordingStarted started
                ? calls.find(fact.callId())
                        .chain(call -> call == null
                                ? Uni.createFrom().voidItem()
                                : requested(call, fact.recordingId(), started.at()))
                : Uni.createFrom().voidItem();
        return known.chain(() -> Uni.createFrom().completionStage(() -> recordings.seen(fact)));
    }

    private Uni<Void> requested(Call call, String recordingId, Instant at) {
        var plan = call.plan();
        var request = new Recordings.Request(
                recordingId, call.callId(), call.tenant(), call.agentId(), plan.customerNumber(), call.pbxId(), at);
        return Uni.createFrom().completionStage(() -> recordings.requested(request));
    }
}
