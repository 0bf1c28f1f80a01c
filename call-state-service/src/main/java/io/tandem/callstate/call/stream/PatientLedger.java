package io.tandem.callstate.call.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tandem.callstate.ledger.CallLog;
import io.tandem.callstate.ledger.Chronicle;
import io.tandem.callstate.ledger.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The ledger for those who must go on without it: a database that is away, or slow, says nothing, is counted, and holds nobody up for
 * longer than {@link #ANSWER}. It is only ever the better witness, never the only one.
 */
@ApplicationScoped
class PatientLedger {

    private static final Logger LOG = Logger.getLogger(PatientLedger.class);
    private static final Duration ANSWER = Duration.ofSeconds(2);

    private final Ledger ledger;
    private final Chronicle chronicle;
    private final MeterRegistry metrics;

    PatientLedger(Ledger ledger, Chronicle chronicle, MeterRegistry metrics) {
        this.ledger = ledger;
        this.chronicle = chronicle;
        this.metrics = metrics;
    }

    boolean isKept() {
        return ledger.isKept();
    }

    Uni<Map<String, CallLog>> of(Collection<String> callIds) {
        return callIds.isEmpty() ? Uni.createFrom().item(Map.of()) : asked(() -> ledger.of(callIds), Map.of());
    }

    Uni<List<Instant>> heardUntil(String pbxId, Instant since) {
        return asked(() -> chronicle.heardUntil(pbxId, since), List.of());
    }

    private <T> Uni<T> asked(Supplier<CompletionStage<T>> question, T nothing) {
        return Uni.createFrom()
                .completionStage(question)
                .ifNoItem()
                .after(ANSWER)
                .fail()
                .onFailure()
                .invoke(e -> {
                    metrics.counter("tandem_ledger_failures").increment();
                    LOG.warn("the PBX's ledger cannot be read", e);
                })
                .onFailure()
                .recoverWithItem(nothing);
    }
}
