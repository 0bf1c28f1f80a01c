package io.tandem.callstate.call.queue;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.agent.Agents;
import io.tandem.callstate.agent.Desk;
import io.tandem.callstate.agent.Presence;
import io.tandem.callstate.agent.PresenceMachine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Agents who are held for a call before it is offered to them; only one who is AVAILABLE can be. */
@ApplicationScoped
class Reservations {

    private final Agents agents;

    Reservations(Agents agents) {
        this.agents = agents;
    }

    /**
     * @param mine made here, and not found as made before
     * @param desk where the agent waits
     */
    record Held(String tenant, String agentId, String callId, long fence, boolean mine, Optional<Desk> desk) {}

    /** Empty where somebody was faster. */
    Uni<Optional<Held>> reserve(String tenant, String agentId, String callId, @Nullable Duration wrapUp) {
        var input = new PresenceMachine.Input.Reserve(callId, true, wrapUp);
        return Uni.createFrom()
                .completionStage(() -> agents.apply(tenant, agentId, input))
                .map(result -> switch (result) {
                    case PresenceMachine.Result.Moved(var presence) -> Optional.of(held(presence, callId, true));
                    case PresenceMachine.Result.Unchanged(var presence) -> Optional.of(held(presence, callId, false));
                    case PresenceMachine.Result.Refused _ -> Optional.<Held>empty();
                });
    }

    private static Held held(Presence presence, String callId, boolean mine) {
        return new Held(presence.tenant(), presence.agentId(), callId, presence.fence(), mine, presence.waitsAt());
    }

    /** One that was found may be of a replica that is about to offer: that is not ours to give back. */
    Uni<Void> giveBack(Held held) {
        return held.mine()
                ? Uni.createFrom()
                        .completionStage(() -> agents.apply(
                                held.tenant(), held.agentId(), new PresenceMachine.Input.Release(held.callId())))
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }
}
