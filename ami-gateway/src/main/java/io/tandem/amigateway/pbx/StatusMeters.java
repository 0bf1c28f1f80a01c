package io.tandem.amigateway.pbx;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.tandem.amigateway.snapshot.Divergence;
import io.tandem.contracts.PbxFact;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The figures of the PBX itself, and of what snapshots showed. Confined to the PBX's context. */
final class StatusMeters {

    private final Map<Divergence, Counter> divergences = new EnumMap<>(Divergence.class);
    private final AtomicLong calls;
    private final AtomicLong channels;
    private final AtomicLong uptime;

    StatusMeters(MeterRegistry meters, String pbxId) {
        var tags = Tags.of("pbx", pbxId);
        for (var kind : Divergence.values()) {
            divergences.put(kind, meters.counter("tandem.ami.divergences", tags.and("kind", kind.tag())));
        }
        this.calls = meters.gauge("tandem.ami.pbx.calls", tags, new AtomicLong());
        this.channels = meters.gauge("tandem.ami.pbx.channels", tags, new AtomicLong());
        this.uptime = meters.gauge("tandem.ami.pbx.uptime.seconds", tags, new AtomicLong());
    }

    /** A snapshot showed so many differences of the kind. */
    void diverged(Divergence kind, int times) {
        divergences.get(kind).increment(times);
    }

    void status(PbxFact.PbxStatus status) {
        calls.set(status.calls());
        channels.set(status.channels());
        uptime.set(status.uptime().toSeconds());
    }
}
