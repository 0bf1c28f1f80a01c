package io.tandem.amigateway.pbx;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The figures of one session. Events that nobody wanted count under the name {@code other}. Confined to the PBX's context. */
final class SessionMeters {

    private final MeterRegistry meters;
    private final String pbxId;
    private final Tags tags;
    private final AtomicInteger up = new AtomicInteger();
    private final Counter connects;
    private final Counter bytes;
    private final Counter parseErrors;
    private final Counter others;
    private final Map<String, Counter> events = new HashMap<>();
    private long skipped;

    SessionMeters(MeterRegistry meters, String pbxId, String session) {
        this.meters = meters;
        this.pbxId = pbxId;
        this.tags = Tags.of("pbx", pbxId, "session", session);
        this.connects = meters.counter("tandem.ami.connects", tags);
        this.bytes = meters.counter("tandem.ami.bytes", tags);
        this.parseErrors = meters.counter("tandem.ami.parse.errors", tags);
        this.others = named("other");
        meters.gauge("tandem.ami.link.up", tags, up);
    }

    void up() {
        up.set(1);
        connects.increment();
    }

    void down() {
        up.set(0);
        skipped = 0;
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

    StatusMeters ofThePbx() {
        return new StatusMeters(meters, pbxId);
    }

    private Counter named(String name) {
        return meters.counter("tandem.ami.events", tags.and("name", name));
    }
}
