package io.tandem.callstate.call.store;

import io.tandem.callstate.agent.LivingCalls;
import io.tandem.callstate.call.Call;
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
    public CompletionStage<Fate> fateOf(String callId) {
        return calls.find(callId).map(RedisLivingCalls::fate).subscribeAsCompletionStage();
    }

    private static Fate fate(@Nullable Call call) {
        if (call == null) {
            return Fate.UNKNOWN;
        }
        return call.ended() ? Fate.ENDED : Fate.LIVES;
    }
}
