package io.tandem.amigateway.fact.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.tandem.amigateway.AmiGatewayConfig;
import io.tandem.amigateway.fact.FactSink;
import io.tandem.contracts.PbxFact;
import io.tandem.edge.id.Ulids;
import io.tandem.edge.kafka.TypeName;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Publishes the facts of one PBX to {@code tandem.pbx.facts} in the order in which they are given, and beside them that its link lives
 * to {@code tandem.pbx.links}. Kafka's producer has no time limit here ({@link FactProducer}), so a fact is delivered or waits, and none
 * overtakes another. What waits is counted: at {@code high} the pressure
 * is told once, at {@code low} its end. Whoever reads the PBX stops reading in between, so memory stays bounded: each PBX has its own
 * count, since a busy one must not stop the reading of a quiet one, whose link would then be taken for dead.
 *
 * <p>{@link #publish} and {@link #begin} are called on the PBX's context, and for a moment on two of them where a link is made anew;
 * acknowledgements come on the producer's thread, refusals on it or on the sending one.
 */
final class FactPublisher implements FactSink {

    private static final Logger LOG = Logger.getLogger(FactPublisher.class);

    private final String pbxId;
    private final Outbox outbox;
    private final AmiGatewayConfig.Pressure marks;
    private final MeterRegistry meters;
    private final Timer latency;
    private final Map<Class<?>, Counter> counters = new HashMap<>();
    private final AtomicLong given = new AtomicLong();
    private final AtomicLong settled = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();

    /** Held while it changes and while the change is told, so that both are told in the order in which they happened. */
    private final Object pressure = new Object();

    private volatile boolean congested;
    private volatile Runnable stop = () -> {};
    private volatile Runnable goOn = () -> {};
    private String session;
    private long sequence;

    FactPublisher(String pbxId, Outbox outbox, AmiGatewayConfig.Pressure marks, MeterRegistry meters) {
        this.pbxId = pbxId;
        this.outbox = outbox;
        this.marks = marks;
        this.meters = meters;
        this.session = session("none");
        this.latency = Timer.builder("tandem.ami.publish")
                .description("From a fact's being known to Kafka's acknowledgement")
                .tag("pbx", pbxId)
                .publishPercentileHistogram()
                .register(meters);
        meters.gauge("tandem.ami.facts.in.flight", Tags.of("pbx", pbxId), this, FactPublisher::inFlight);
    }

    @Override
    public synchronized void begin(String boot) {
        session = session(boot);
        sequence = 0;
    }

    @Override
    public synchronized void publish(PbxFact fact) {
        counter(fact).increment();
        given.incrementAndGet();
        outbox.add(new Told(this, session, ++sequence, fact, System.nanoTime()));
        if (!congested && inFlight() >= marks.high()) {
            press();
        }
    }

    @Override
    public boolean isCongested() {
        return congested;
    }

    @Override
    public long published() {
        return settled.get() - lost.get();
    }

    @Override
    public void onPressure(Runnable toStop, Runnable toGoOn) {
        stop = toStop;
        goOn = toGoOn;
    }

    String pbxId() {
        return pbxId;
    }

    void acknowledged(Told fact) {
        latency.record(System.nanoTime() - fact.knownAt(), TimeUnit.NANOSECONDS);
        settled();
    }

    /** The producer retries for ever, so this is a record that Kafka will never take (too large, topic forbidden), or a bug of ours. */
    void lost(Told fact, Exception why) {
        LOG.errorf(why, "pbx=%s fact lost id=%s", pbxId, fact.id());
        meters.counter("tandem.ami.facts.lost", "pbx", pbxId).increment();
        lost.incrementAndGet();
        settled();
    }

    private long inFlight() {
        return given.get() - settled.get();
    }

    private void settled() {
        settled.incrementAndGet();
        if (congested) {
            relieve();
        }
    }

    private void press() {
        synchronized (pressure) {
            congested = true;
            stop.run();
        }
        // All that waited may have been acknowledged meanwhile, and then nobody else would.
        relieve();
    }

    private void relieve() {
        if (inFlight() > marks.low()) {
            return;
        }
        synchronized (pressure) {
            if (congested) {
                congested = false;
                goOn.run();
            }
        }
    }

    private String session(String boot) {
        return pbxId + ":" + boot + ":" + Ulids.next() + ":";
    }

    private Counter counter(PbxFact fact) {
        return counters.computeIfAbsent(
                fact.getClass(),
                type -> meters.counter("tandem.ami.facts", "pbx", pbxId, "type", TypeName.unversioned(type)));
    }
}
