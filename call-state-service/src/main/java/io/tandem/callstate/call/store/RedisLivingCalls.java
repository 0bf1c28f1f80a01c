package io.tandem.callstate.call.store;

import io.tandem.callstate.agent.LivingCalls;
import io.tandem.callstate.call.Call;
import io.tandem.callstate.call.Group;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class RedisLivingCalls implements LivingCalls {

    private final RedisCalls calls;

    RedisLivingCalls(RedisCalls calls) {
        this.calls = calls;
    }

    @Override
    public CompletionStage<Fate> fateOf(String callId, String agentId) {
        return calls.find(callId).map(call -> fate(call, agentId)).subscribeAsCompletionStage();
    }

    /** An agent for whom the call has no use was reserved by somebody who did not come to call them. */
    private static Fate fate(@Nullable Call call, String agentId) {
        if (call == null) {
            return Fate.UNKNOWN;
        }
        boolean isIn = call.agents().getOrDefault(agentId, Group.Part.FREE) != Group.Part.FREE;
        return isIn && !call.ended() ? Fate.LIVES : Fate.ENDED;
    }
}
