package io.tandem.amigateway.fact.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.tandem.amigateway.AmiGatewayConfig;
import io.tandem.amigateway.fact.FactSink;
import io.tandem.amigateway.fact.FactSinks;
import io.tandem.edge.kafka.Wire;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** One {@link FactPublisher} a PBX, all over one producer, for as long as the process lives: ids and meters outlive a link. */
@ApplicationScoped
public class FactPublishers implements FactSinks {

    private final Emitter<String> facts;
    private final Wire wire;
    private final AmiGatewayConfig config;
    private final MeterRegistry meters;
    private final Map<String, FactPublisher> byPbx = new ConcurrentHashMap<>();

    FactPublishers(
            @Channel("pbx-facts") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) Emitter<String> facts,
            Wire wire,
            AmiGatewayConfig config,
            MeterRegistry meters) {
        this.facts = facts;
        this.wire = wire;
        this.config = config;
        this.meters = meters;
    }

    @Override
    public FactSink of(String pbxId) {
        return byPbx.computeIfAbsent(pbxId, id -> new FactPublisher(id, facts, wire, config.pressure(), meters));
    }
}
