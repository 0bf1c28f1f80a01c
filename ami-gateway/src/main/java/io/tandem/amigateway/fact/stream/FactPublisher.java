package io.tandem.amigateway.fact.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.tandem.amigateway.AmiGatewayConfig;
import io.tandem.amigateway.fact.FactSink;
import io.tandem.contracts.PbxFact;
import io.tandem.edge.id.Ulids;
import io.tandem.edge.kafka.Envelope;
import io.tandem.edge.kafka.TypeName;
import io.tandem.edge.kafka.Wire;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.jboss.logging.Logger;

/**
 * Publishes the facts of one PBX to {@code tandem.pbx.facts} in the order in which they are given. Kafka's producer has no time limit here (see the
 * properties), so a fact is delivered or waits, and none overtakes another. What waits is counted: at {@code high} the pressure is
 * told once, at {@code low} its end. Whoever reads the PBX stops reading in between, so memory stays bounded: each PBX has its own
 * count, since a busy one must not stop the reading of a quiet one, whose link would then be taken for dead.
 *
 * <p>{@link #publish} and {@link #begin} are called on the PBX's context, and for a moment on two of them where a link is made anew;
 * acknowledgements come on threads of the producer.
 */
final class FactPublisher implements FactSink {

    private static final Logger LOG = Logger.getLogger(FactPublisher.class);

    private final Emitter<String> facts;
    private final Wire wire;
    private final MeterRegistry meters;
    private final AmiGatewayConfig.Pressure marks;
    private final String source;
    private final String pbxId;
    private final Timer latency;
    private final Map<Class<?>, Counter> counters = new HashMap<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicBoolean congested = new AtomicBoolean();
    private final AtomicLong acknowledged = new AtomicLong();

    private volatile Runnable stop = () -> {};
    private volatile Runnable goOn = () -> {};
    private String session = "none:" + Ulids.next();
    private long sequence;

    FactPublisher(
            String pbxId, Emitter<String> facts, Wire wire, AmiGatewayConfig.Pressure marks, MeterRegistry meters) {
        this.facts = facts;
        this.wire = wire;
        this.meters = meters;
        this.marks = marks;
        this.pbxId = pbxId;
        this.source = "/tandem/ami-gateway/" + pbxId;
        this.latency = Timer.builder("tandem.ami.publish")
                .description("From a fact's being known to Kafka's acknowledgement")
                .tag("pbx", pbxId)
                .publishPercentileHistogram()
                .register(meters);
        meters.gauge("tandem.ami.facts.in.flight", Tags.of("pbx", pbxId), inFlight);
    }

    @Override
    public synchronized void begin(String boot) {
        session = boot + ":" + Ulids.next();
        sequence = 0;
    }

    @Override
    public synchronized void publish(PbxFact fact) {
        var id = pbxId + ":" + session + ":" + ++sequence;
        var envelope = new Envelope(key(fact), id, TypeName.unversioned(fact.getClass()), source, fact.at(), null);
        counter(fact).increment();
        long since = System.nanoTime();
        if (inFlight.incrementAndGet() == marks.high()) {
            congested.set(true);
            LOG.warnf("pbx=%s Kafka is slow or away: reading pauses", pbxId);
            stop.run();
            // All that waited may have been acknowledged meanwhile, and then nobody else would.
            relieve();
        }
        facts.send(envelope.wrap(wire.write(fact))
                .withAck(() -> acknowledged(since))
                .withNack(e -> lost(id, e)));
    }

    @Override
    public boolean isCongested() {
        return congested.get();
    }

    @Override
    public long published() {
        return acknowledged.get();
    }

    @Override
    public void onPressure(Runnable toStop, Runnable toGoOn) {
        stop = toStop;
        goOn = toGoOn;
    }

    private static String key(PbxFact fact) {
        return fact instanceof PbxFact.CallFact call ? call.callId() : fact.pbxId();
    }

    private CompletionStage<Void> acknowledged(long since) {
        latency.record(System.nanoTime() - since, TimeUnit.NANOSECONDS);
        acknowledged.incrementAndGet();
        return settled();
    }

    /** The producer retries for ever, so this is a record that Kafka will never take (too large, topic forbidden). */
    private CompletionStage<Void> lost(String id, Throwable error) {
        LOG.errorf(error, "pbx=%s fact lost id=%s", pbxId, id);
        meters.counter("tandem.ami.facts.lost", "pbx", pbxId).increment();
        return settled();
    }

    private CompletionStage<Void> settled() {
        inFlight.decrementAndGet();
        relieve();
        return CompletableFuture.completedFuture(null);
    }

    private void relieve() {
        if (inFlight.get() <= marks.low() && congested.compareAndSet(true, false)) {
            LOG.infof("pbx=%s Kafka takes facts again: reading goes on", pbxId);
            goOn.run();
        }
    }

    private Counter counter(PbxFact fact) {
        return counters.computeIfAbsent(
                fact.getClass(),
                type -> meters.counter("tandem.ami.facts", "pbx", pbxId, "type", TypeName.unversioned(type)));
    }
}
