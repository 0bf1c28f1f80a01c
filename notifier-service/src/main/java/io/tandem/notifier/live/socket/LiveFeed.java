package io.tandem.notifier.live.socket;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tandem.notifier.event.Follower;
import io.tandem.notifier.event.LoggedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hands each event to the clients that want it. Joining and telling exclude each other, so that a client knows exactly from which
 * sequence on it hears everything. Telling only queues; it never waits for a client.
 */
@ApplicationScoped
class LiveFeed implements Follower {

    private final Map<String, Set<LiveClient>> clients = new HashMap<>();
    private final Timer age;
    private long head;

    LiveFeed(MeterRegistry metrics) {
        this.age = Timer.builder("tandem.event.age")
                .description("from what happened to its frame being handed to the clients")
                .serviceLevelObjectives(
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(20),
                        Duration.ofMillis(30),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(5))
                .register(metrics);
    }

    @Override
    public synchronized void startsAfter(long lastSequence) {
        head = lastSequence;
    }

    @Override
    public void on(List<LoggedEvent> events) {
        synchronized (this) {
            events.forEach(this::tell);
            head = events.getLast().sequence();
        }
        var now = Instant.now();
        for (var event : events) {
            var elapsed = Duration.between(event.event().time(), now);
            age.record(elapsed.isNegative() ? Duration.ZERO : elapsed);
        }
    }

    /** From now on the client is told of everything above the sequence that this answers. */
    synchronized long join(LiveClient client) {
        if (!client.isGone()) {
            clients.computeIfAbsent(client.tenant(), _ -> new HashSet<>()).add(client);
        }
        return head;
    }

    synchronized void leave(LiveClient client) {
        clients.computeIfPresent(client.tenant(), (_, all) -> {
            all.remove(client);
            return all.isEmpty() ? null : all;
        });
    }

    synchronized long head() {
        return head;
    }

    private void tell(LoggedEvent event) {
        String frame = null;
        for (var client : clients.getOrDefault(event.event().tenant(), Set.of())) {
            if (client.wants(event)) {
                frame = frame == null ? CloudEventJson.of(event) : frame;
                client.offer(frame);
            }
        }
    }
}
