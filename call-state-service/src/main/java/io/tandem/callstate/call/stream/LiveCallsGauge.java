package io.tandem.callstate.call.stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tandem.callstate.call.store.RedisCalls;
import io.tandem.contracts.CallState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** {@code tandem_calls_live{state}}: of all replicas together, as Redis counts them. */
@ApplicationScoped
class LiveCallsGauge {

    private final RedisCalls calls;
    private volatile Map<String, Integer> counts = Map.of();

    LiveCallsGauge(RedisCalls calls, MeterRegistry metrics) {
        this.calls = calls;
        for (var state : CallState.values()) {
            if (state != CallState.ENDED) {
                Gauge.builder("tandem_calls_live", this, self -> self.counts.getOrDefault(state.name(), 0))
                        .tag("state", state.name())
                        .register(metrics);
            }
        }
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> count() {
        return calls.states().invoke(now -> counts = now).replaceWithVoid();
    }
}
