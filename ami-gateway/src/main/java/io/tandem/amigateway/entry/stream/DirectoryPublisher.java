package io.tandem.amigateway.entry.stream;

import io.tandem.contracts.DirectoryEntry;
import io.tandem.edge.id.Ulids;
import io.tandem.edge.kafka.Envelope;
import io.tandem.edge.kafka.TypeName;
import io.tandem.edge.kafka.Wire;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jspecify.annotations.Nullable;

/** Says to all replicas, those of tomorrow too, what one of them was asked. Each future completes when Kafka holds it. */
@ApplicationScoped
public class DirectoryPublisher {

    private final Emitter<String> directory;
    private final Wire wire;

    DirectoryPublisher(@Channel("pbx-requests") Emitter<String> directory, Wire wire) {
        this.directory = directory;
        this.wire = wire;
    }

    /** The PBX takes no new calls, or takes them again. */
    public CompletableFuture<Void> drain(String id, boolean is, Instant now) {
        return publish(
                DirectoryConsumer.DRAIN + id,
                DirectoryEntry.PbxDrain.class,
                is ? new DirectoryEntry.PbxDrain(id, now) : null,
                now);
    }

    /** Each replica reads its file of PBXs. */
    public CompletableFuture<Void> reload(String id, Instant now) {
        return publish(
                DirectoryConsumer.RELOAD + id,
                DirectoryEntry.PbxReload.class,
                new DirectoryEntry.PbxReload(id, now),
                now);
    }

    /** {@code entry} null: what the key says holds no more. */
    private CompletableFuture<Void> publish(
            String key, Class<? extends DirectoryEntry> type, @Nullable DirectoryEntry entry, Instant now) {
        var envelope = new Envelope(
                key, key + ":" + Ulids.next(), TypeName.unversioned(type), "/tandem/ami-gateway", now, null);
        Message<String> message =
                entry == null ? envelope.wrap("").withPayload(null) : envelope.wrap(wire.write(entry));
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
