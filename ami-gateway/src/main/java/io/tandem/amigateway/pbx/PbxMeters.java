package io.tandem.amigateway.pbx;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The figures of one PBX, for as long as the process lives: a link comes and goes, and a meter that is registered twice would show the first. */
final class PbxMeters {

    private final SessionMeters events;
    private final SessionMeters actions;
    private final AtomicReference<@Nullable Pbx> pbx = new AtomicReference<>();

    PbxMeters(MeterRegistry meters, String pbxId) {
        this.events = new SessionMeters(meters, pbxId, "events");
        this.actions = new SessionMeters(meters, pbxId, "actions");
        for (var state : PbxState.values()) {
            Gauge.builder("tandem.ami.pbx.state", () -> state() == state ? 1 : 0)
                    .tags("pbx", pbxId, "state", state.name())
                    .register(meters);
        }
        gauge(meters, "tandem.ami.live.calls", pbxId, p -> p.liveCalls() == null ? Double.NaN : p.liveCalls());
        gauge(meters, "tandem.ami.draining", pbxId, p -> p.isDraining() ? 1 : 0);
        gauge(meters, "tandem.ami.version.outdated", pbxId, p -> p.isOutdated() ? 1 : 0);
        gauge(meters, "tandem.ami.rights.missing", pbxId, p -> p.missingRights().size());
    }

    SessionMeters events() {
        return events;
    }

    SessionMeters actions() {
        return actions;
    }

    /** Whom the gauges look at from now on; null: nobody here. */
    void of(@Nullable Pbx now) {
        pbx.set(now);
    }

    private PbxState state() {
        var now = pbx.get();
        return now == null ? PbxState.ELSEWHERE : now.state();
    }

    private void gauge(MeterRegistry meters, String name, String pbxId, ToDoubleFunction<Pbx> figure) {
        Gauge.builder(name, () -> {
                    var now = pbx.get();
                    return now == null ? Double.NaN : figure.applyAsDouble(now);
                })
                .tags("pbx", pbxId)
                .register(meters);
    }
}
