package io.tandem.amigateway.fact.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tandem.amigateway.AmiGatewayConfig;
import io.tandem.amigateway.fact.FactSink;
import io.tandem.amigateway.fact.FactSinks;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.Producer;

/** One {@link FactPublisher} a PBX, all over one producer, for as long as the process lives: ids and meters outlive a link. */
@ApplicationScoped
public class FactPublishers implements FactSinks {

    /** After the links were closed, whose end is a fact as well. */
    private static final int LATE = 5_000;

    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final AmiGatewayConfig config;
    private final MeterRegistry meters;
    private final Outbox outbox = new Outbox();
    private final FactSender sender;
    private final Map<String, FactPublisher> byPbx = new ConcurrentHashMap<>();

    FactPublishers(Producer<String, byte[]> kafka, AmiGatewayConfig config, MeterRegistry meters) {
        this.config = config;
        this.meters = meters;
        this.sender = new FactSender(outbox, kafka);
    }

    void start(@Observes StartupEvent beginning) {
        sender.start();
    }

    void stop(@Observes @Priority(LATE) ShutdownEvent ending) {
        sender.stop(LAST_WORDS);
    }

    @Override
    public FactSink of(String pbxId) {
        return byPbx.computeIfAbsent(pbxId, id -> new FactPublisher(id, outbox, config.pressure(), meters));
    }
}
