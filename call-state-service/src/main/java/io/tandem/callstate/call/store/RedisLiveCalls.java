package io.tandem.callstate.call.store;

import io.tandem.callstate.live.LiveCalls;
import io.tandem.contracts.CallState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.CompletionStage;

@ApplicationScoped
class RedisLiveCalls implements LiveCalls {

    private final RedisCalls calls;

    RedisLiveCalls(RedisCalls calls) {
        this.calls = calls;
    }

    @Override
    public CompletionStage<Map<String, Map<CallState, Integer>>> byTenantAndState() {
        return calls.states().subscribeAsCompletionStage();
    }
}
