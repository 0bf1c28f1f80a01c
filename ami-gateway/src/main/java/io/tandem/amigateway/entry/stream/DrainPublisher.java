package io.tandem.amigateway.entry.stream;

import io.tandem.contracts.DirectoryEntry;
import io.tandem.edge.id.Ulids;
import io.tandem.edge.kafka.Envelope;
import io.tandem.edge.kafka.Wire;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Says to all replicas, those of tomorrow too, which PBXs take no new calls. */
@ApplicationScoped
public class DrainPublisher {

    private final Emitter<String> directory;
    private final Wire wire;

    DrainPublisher(@Channel("pbx-drains") Emitter<String> directory, Wire wire) {
        this.directory = directory;
        this.wire = wire;
    }

    /** Completes when Kafka holds it. */
    public CompletableFuture<Void> publish(String id, boolean draining, Instant now) {
        var key = DirectoryConsumer.DRAIN + id;
        var envelope =
                new Envelope(key, key + ":" + Ulids.next(), "directory.pbx-drain", "/tandem/ami-gateway", now, null);
        Message<String> message = draining
                ? envelope.wrap(wire.write(new DirectoryEntry.PbxDrain(id, now)))
                : envelope.wrap("").withPayload(null);
        var written = new CompletableFuture<Void>();
        directory.send(message.withAck(() -> {
                    written.complete(null);
                    return CompletableFuture.completedFuture(null);
                })
                .withNack(failure -> {
                    written.completeExceptionally(failure);
                    return CompletableFuture.completedFuture(null);
                }));
        return written;
    }
}
