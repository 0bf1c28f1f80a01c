package io.tandem.amigateway.fact.stream;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;

/**
 * The thread that takes facts from the {@link Outbox}, writes them as records and gives them to the producer, which may hold it up as
 * long as Kafka is away (ADR-0014).
 */
final class FactSender {

    private static final Logger LOG = Logger.getLogger(FactSender.class);

    private final Outbox outbox;
    private final Producer<String, byte[]> kafka;
    private final FactRecords records = new FactRecords();
    private final Thread thread = Thread.ofPlatform().daemon().name("facts").unstarted(this::run);

    FactSender(Outbox outbox, Producer<String, byte[]> kafka) {
        this.outbox = outbox;
        this.kafka = kafka;
    }

    void start() {
        thread.start();
    }

    /** Sends what waits, and leaves what cannot be sent in that time. */
    void stop(Duration within) {
        outbox.close();
        try {
            if (!thread.join(within)) {
                LOG.warnf("facts were left that Kafka did not take within %s", within);
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            for (var facts = outbox.take(); !facts.isEmpty(); facts = outbox.take()) {
                send(facts);
            }
        } catch (InterruptedException | InterruptException _) {
            LOG.debug("interrupted: the process ends");
        }
    }

    /** On its own thread; tests have none. */
    void send(List<Told> facts) {
        facts.forEach(this::send);
    }

    /** The boundary for our own bugs: one fact that cannot be written must not keep those behind it. */
    private void send(Told fact) {
        try {
            var _ = kafka.send(records.of(fact), fact);
        } catch (InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            fact.publisher().lost(fact, e);
        }
    }
}
