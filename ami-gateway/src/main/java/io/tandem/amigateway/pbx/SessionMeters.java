package io.tandem.amigateway.pbx;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The figures of one session. Events that nobody wanted count under the name {@code other}. Confined to the PBX's context. */
final class SessionMeters {

    private static final Logger LOG = Logger.getLogger(SessionMeters.class);

    private final MeterRegistry meters;
    private final String pbxId;
    private final Tags tags;
    private final String name;
    private final AtomicInteger up = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicReference<Supplier<Number>> pending = new AtomicReference<>(() -> 0);
    private final Counter connects;
    private final Counter failed;
    private final Counter alarms;
    private final Timer login;
    private final Counter bytes;
    private final Counter parseErrors;
    private final Counter cutShort;
    private final Counter others;
    private final Map<String, Counter> events = new HashMap<>();
    private long skipped;

    SessionMeters(MeterRegistry meters, String pbxId, String session) {
        this.meters = meters;
        this.pbxId = pbxId;
        this.tags = Tags.of("pbx", pbxId, "session", session);
        this.name = "pbx=" + pbxId + " session=" + session;
        this.connects = meters.counter("tandem.ami.connects", tags);
        this.bytes = meters.counter("tandem.ami.bytes", tags);
        this.parseErrors = meters.counter("tandem.ami.parse.errors", tags);
        this.cutShort = meters.counter("tandem.ami.messages.cut.short", tags);
        this.others = named("other");
        this.failed = meters.counter("tandem.ami.connect.failures", tags);
        this.alarms = meters.counter("tandem.ami.alarms", tags);
        this.login = Timer.builder("tandem.ami.login")
                .description("From the beginning of an attempt to the accepted login")
                .tags(tags)
                .publishPercentileHistogram()
                .register(meters);
        meters.gauge("tandem.ami.link.up", tags, up);
        meters.gauge("tandem.ami.failures.in.a.row", tags, failures);
        Gauge.builder("tandem.ami.actions.pending", () -> pending.get().get())
                .tags(tags)
                .register(meters);
    }

    /** The session changes with its PBX's entry, the meter does not. */
    void pending(Supplier<Number> count) {
        pending.set(count);
    }

    void up(Duration took) {
        up.set(1);
        failures.set(0);
        connects.increment();
        login.record(took);
    }

    void down(String reason) {
        if (up.getAndSet(0) == 0 && !reason.equals("stopped")) {
            failures.incrementAndGet();
            failed.increment();
        }
        skipped = 0;
    }

    void alarm(int inARow, String reason) {
        alarms.increment();
        LOG.errorf("ALARM %s no session after %d attempts: %s", name, inARow, reason);
    }

    /** {@code name} is one of the few that are wanted: the decoder lets no other through. */
    void event(String name) {
        events.computeIfAbsent(name, this::named).increment();
    }

    /** {@code skippedSoFar}: by this connection's decoder. */
    void read(int length, long skippedSoFar) {
        bytes.increment(length);
        others.increment(Math.max(0, skippedSoFar - skipped));
        skipped = skippedSoFar;
    }

    void undecodable() {
        parseErrors.increment();
    }

    void cutShort() {
        cutShort.increment();
    }

    StatusMeters ofThePbx() {
        return new StatusMeters(meters, pbxId);
    }

    private Counter named(String name) {
        return meters.counter("tandem.ami.events", tags.and("name", name));
    }
}
