package io.tandem.amigateway.fact.stream;

import io.tandem.contracts.PbxFact;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** One fact on its way to Kafka, with its number within a session with the PBX. The producer says here what became of it. */
final class Told implements Callback {

    private final FactPublisher publisher;
    private final String session;
    private final long number;
    private final PbxFact fact;
    private final long knownAt;

    /** {@code knownAt}: by {@link System#nanoTime}. */
    Told(FactPublisher publisher, String session, long number, PbxFact fact, long knownAt) {
        this.publisher = publisher;
        this.session = session;
        this.number = number;
        this.fact = fact;
        this.knownAt = knownAt;
    }

    FactPublisher publisher() {
        return publisher;
    }

    PbxFact fact() {
        return fact;
    }

    long knownAt() {
        return knownAt;
    }

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
