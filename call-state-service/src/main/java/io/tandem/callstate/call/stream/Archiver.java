package io.tandem.callstate.call.stream;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.call.Call;
import io.tandem.callstate.call.history.History;
import io.tandem.callstate.call.store.RedisCalls;
import io.tandem.callstate.deadline.DeadlineMember;
import jakarta.enterprise.context.ApplicationScoped;

/** Moves an ended call, with its timeline, from Redis to the history. What happens to it after that is dropped. */
@ApplicationScoped
class Archiver {

    private final RedisCalls calls;
    private final History history;
    private final Lanes lanes;

    Archiver(RedisCalls calls, History history, Lanes lanes) {
        this.calls = calls;
        this.history = history;
        this.lanes = lanes;
    }

    Uni<Void> archive(DeadlineMember member) {
        return lanes.in(member.callId(), () -> calls.find(member.callId())
                .chain(call -> call == null || !isOf(call, member) ? calls.dropDeadline(member) : move(call)));
    }

    /** A removal that is refused is tried again when the time limit is told again. */
    private Uni<Void> move(Call call) {
        return history.keep(call)
                .chain(() -> calls.timeline(call.callId()))
                .chain(timeline -> history.keepTimeline(call, timeline))
                .chain(() -> calls.remove(call))
                .replaceWithVoid();
    }

    private static boolean isOf(Call call, DeadlineMember member) {
        var deadline = call.deadline();
        return call.ended() && deadline != null && deadline.armed() == member.armed();
    }
}
