package io.tandem.callstate.live.board;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.tandem.callstate.live.LiveQueue;
import io.tandem.callstate.live.LiveView;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** {@code tandem_queue_waiting}, {@code _oldest_wait_seconds}, {@code _agents_available}, {@code _service_level} (NaN without calls). */
final class QueueGauges {

    private final MultiGauge waiting;
    private final MultiGauge oldest;
    private final MultiGauge available;
    private final MultiGauge level;

    QueueGauges(MeterRegistry metrics) {
        this.waiting = MultiGauge.builder("tandem_queue_waiting").register(metrics);
        this.oldest = MultiGauge.builder("tandem_queue_oldest_wait_seconds").register(metrics);
        this.available = MultiGauge.builder("tandem_queue_agents_available").register(metrics);
        this.level = MultiGauge.builder("tandem_queue_service_level").register(metrics);
    }

    void show(Map<String, LiveView> views) {
        show(waiting, views, LiveQueue::waiting);
        show(oldest, views, LiveQueue::oldestWaitSeconds);
        show(available, views, LiveQueue::agentsAvailable);
        show(level, views, queue -> queue.serviceLevel() == null ? Double.NaN : queue.serviceLevel());
    }

    private static void show(MultiGauge gauge, Map<String, LiveView> views, ToDoubleFunction<LiveQueue> value) {
        var rows = new ArrayList<MultiGauge.Row<?>>();
        views.forEach((tenant, view) -> view.queues()
                .forEach(queue -> rows.add(MultiGauge.Row.of(
                        Tags.of("tenant", tenant, "queue", queue.queueId()), value.applyAsDouble(queue)))));
        gauge.register(rows, true);
    }
}
