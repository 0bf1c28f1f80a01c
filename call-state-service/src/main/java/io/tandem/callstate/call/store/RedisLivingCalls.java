package io.tandem.callstate.call.store;

import io.tandem.callstate.agent.LivingCalls;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;

@ApplicationScoped
class RedisLivingCalls implements LivingCalls {

    private final RedisCalls calls;

    RedisLivingCalls(RedisCalls calls) {
        this.calls = calls;
    }

    @Override
    public CompletionStage<Boolean> lives(String callId) {
        return calls.find(callId).map(call -> call != null && !call.ended()).subscribeAsCompletionStage();
    }
}
