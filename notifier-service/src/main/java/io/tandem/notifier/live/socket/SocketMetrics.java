package io.tandem.notifier.live.socket;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/** Connections open now, frames sent, clients dropped because they did not read. */
@Singleton
class SocketMetrics {

    private final AtomicInteger connections;
    private final Counter frames;
    private final Counter dropped;

    SocketMetrics(MeterRegistry metrics) {
        this.connections = metrics.gauge("tandem.ws.connections", new AtomicInteger());
        this.frames = metrics.counter("tandem.ws.frames");
        this.dropped = metrics.counter("tandem.ws.dropped");
    }

    void opened() {
        connections.incrementAndGet();
    }

    void closed() {
        connections.decrementAndGet();
    }

    void sent() {
        frames.increment();
    }

    void dropped() {
        dropped.increment();
    }
}
