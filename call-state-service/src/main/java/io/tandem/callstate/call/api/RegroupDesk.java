package io.tandem.callstate.call.api;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.agent.Agents;
import io.tandem.callstate.agent.PresenceMachine;
import io.tandem.callstate.call.Ask;
import io.tandem.callstate.call.CallView;
import io.tandem.callstate.call.Target;
import io.tandem.edge.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
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

    Uni<Void> ask(CallView call, Ask.Regroup ask, Target to, @Nullable String key) {
        var agentId = to.agentId();
        return agentId == null
                ? control.ask(call, ask, key)
                : control.once(
                        call, ask, key, () -> reserve(call, agentId).chain(mine -> grant(call, ask, agentId, mine)));
    }

    /** @param mine the agent was reserved for this request, and not occupied by the call already */
    private Uni<Void> grant(CallView call, Ask ask, String agentId, boolean mine) {
        var granted = control.grant(call, ask);
        return mine
                ? granted.onFailure(ProblemException.class)
                        .call(() -> apply(call, agentId, new PresenceMachine.Input.Release(call.callId())))
                : granted;
    }

    private Uni<Boolean> reserve(CallView call, String agentId) {
        return apply(call, agentId, new PresenceMachine.Input.Reserve(call.callId(), false))
                .map(result -> switch (result) {
                    case PresenceMachine.Result.Moved _ -> true;
                    case PresenceMachine.Result.Unchanged _ -> false;
                    case PresenceMachine.Result.Refused(String why) -> throw ProblemException.conflict(why);
                });
    }

    private Uni<PresenceMachine.Result> apply(CallView call, String agentId, PresenceMachine.Input input) {
        return Uni.createFrom().completionStage(() -> agents.apply(call.tenant(), agentId, input));
    }
}
