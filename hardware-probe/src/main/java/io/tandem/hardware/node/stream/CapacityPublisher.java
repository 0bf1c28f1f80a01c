package io.tandem.hardware.node.stream;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.tandem.contracts.NodeCapacity;
import io.tandem.edge.kafka.Envelope;
import io.tandem.edge.kafka.TypeName;
import io.tandem.edge.kafka.Wire;
import io.tandem.hardware.node.os.Node;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Tells the node's capacity at start and then regularly. While Kafka is away it says so, and tells it the next time. */
@ApplicationScoped
class CapacityPublisher {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Node node;
    private final Wire wire;
    private final MutinyEmitter<String> capacity;

    CapacityPublisher(Node node, Wire wire, @Channel("capacity") MutinyEmitter<String> capacity) {
        this.node = node;
        this.wire = wire;
        this.capacity = capacity;
    }

    @Scheduled(every = "${hardware-probe.measure-every}", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void publish() {
        var measured = node.measure();
        capacity.sendMessage(envelope(measured).wrap(wire.write(measured)))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .invoke(e -> Log.warnf("cannot tell the capacity of node %s: %s", measured.node(), e.getMessage()))
                .onFailure()
                .recoverWithItem(() -> null)
                .await()
                .indefinitely();
    }

    private static Envelope envelope(NodeCapacity.Measured measured) {
        var id = measured.node() + ":" + measured.at().toEpochMilli();
        var type = TypeName.unversioned(NodeCapacity.Measured.class);
        return new Envelope(measured.node(), id, type, "/tandem/hardware-probe", measured.at(), null);
    }
}
