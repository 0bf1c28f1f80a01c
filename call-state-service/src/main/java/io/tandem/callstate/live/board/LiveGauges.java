package io.tandem.callstate.live.board;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tandem.callstate.live.LiveView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Map;

/**
 * {@code tandem_calls_live{tenant,state}}, {@code tandem_agents{tenant,status}} and of each queue {@code tandem_queue_*{tenant,queue}}: of
 * all replicas together, so each replica shows the same.
 */
@ApplicationScoped
class LiveGauges {

    private final LiveBoard board;
    private final MultiGauge calls;
    private final MultiGauge agents;
    private final QueueGauges queues;

    LiveGauges(LiveBoard board, MeterRegistry metrics) {
        this.board = board;
        this.calls = MultiGauge.builder("tandem_calls_live").register(metrics);
        this.agents = MultiGauge.builder("tandem_agents").register(metrics);
        this.queues = new QueueGauges(metrics);
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> measure() {
        return board.ofAll().invoke(this::show).replaceWithVoid();
    }

    private void show(Map<String, LiveView> views) {
        var callRows = new ArrayList<MultiGauge.Row<?>>();
        var agentRows = new ArrayList<MultiGauge.Row<?>>();
        views.forEach((tenant, view) -> {
            view.calls()
                    .forEach((state, count) ->
                            callRows.add(MultiGauge.Row.of(Tags.of("tenant", tenant, "state", state.name()), count)));
            view.agents()
                    .forEach((status, count) -> agentRows.add(
                            MultiGauge.Row.of(Tags.of("tenant", tenant, "status", status.name()), count)));
        });
        calls.register(callRows, true);
        agents.register(agentRows, true);
        queues.show(views);
    }
}
