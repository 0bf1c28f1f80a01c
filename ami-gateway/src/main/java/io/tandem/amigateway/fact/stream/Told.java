package io.tandem.amigateway.fact.stream;

import io.tandem.contracts.PbxFact;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * One fact on its way to Kafka. The producer says here what became of it.
 *
 * @param session with the PBX, unique in the world, within which {@code number} counts
 * @param knownAt by {@link System#nanoTime}
 */
record Told(FactPublisher publisher, String session, long number, PbxFact fact, long knownAt) implements Callback {

    /** Of all facts that ever were. */
    String id() {
        return session + number;
    }

    @Override
    public void onCompletion(RecordMetadata metadata, @Nullable Exception failure) {
        if (failure == null) {
            publisher.acknowledged(this);
        } else {
            publisher.lost(this, failure);
        }
    }
}
