package io.tandem.callstate.call.api;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.agent.Agents;
import io.tandem.callstate.agent.Presence;
import io.tandem.callstate.agent.PresenceMachine;
import io.tandem.callstate.call.Ask;
import io.tandem.callstate.call.CallView;
import io.tandem.callstate.call.Target;
import io.tandem.edge.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lets somebody be called into a call: an agent is reserved first, and free again where the call does not allow it. */
@ApplicationScoped
class RegroupDesk {

    private final ControlDesk control;
    private final Agents agents;

    RegroupDesk(ControlDesk control, Agents agents) {
        this.control = control;
        this.agents = agents;
    }

    /** @param how makes the request of whom it is for; an agent who waits is reached at their desk */
    Uni<Void> ask(CallView call, Function<Target, Ask.Regroup> how, Target to, @Nullable String key) {
        var ask = how.apply(to);
        var agentId = to.agentId();
        return agentId == null
                ? control.ask(call, ask, key)
                : control.once(call, ask, key, () -> reserve(call, agentId)
                        .chain(held -> grant(call, how.apply(held.reached(call, to)), agentId, held)));
    }

    /** @param mine the agent was reserved for this request, and not occupied by the call already */
    private record Held(Presence presence, boolean mine) {

        Target reached(CallView call, Target to) {
            return presence.waitsAt()
                    .flatMap(desk -> desk.endpointOn(call.pbxId()))
                    .map(to::at)
                    .orElse(to);
        }
    }

    private Uni<Void> grant(CallView call, Ask ask, String agentId, Held held) {
        var granted = control.grant(call, ask);
        return held.mine()
                ? granted.onFailure(ProblemException.class)
                        .call(() -> apply(call, agentId, new PresenceMachine.Input.Release(call.callId())))
                : granted;
    }

    private Uni<Held> reserve(CallView call, String agentId) {
        return apply(call, agentId, new PresenceMachine.Input.Reserve(call.callId(), false))
                .map(result -> switch (result) {
                    case PresenceMachine.Result.Moved(var presence) -> new Held(presence, true);
                    case PresenceMachine.Result.Unchanged(var presence) -> new Held(presence, false);
                    case PresenceMachine.Result.Refused(String why) -> throw ProblemException.conflict(why);
                });
    }

    private Uni<PresenceMachine.Result> apply(CallView call, String agentId, PresenceMachine.Input input) {
        return Uni.createFrom().completionStage(() -> agents.apply(call.tenant(), agentId, input));
    }
}
