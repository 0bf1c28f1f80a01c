package io.tandem.aricontroller.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.tandem.aricontroller.AriControllerConfig;
import io.tandem.aricontroller.fact.Facts;
import io.tandem.contracts.PbxFact;
import io.tandem.contracts.Topics;
import io.tandem.edge.kafka.Envelope;
import io.tandem.edge.kafka.TypeName;
import io.tandem.edge.kafka.Wire;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/**
 * Facts to Kafka, in the order given. The producer repeats for as long as Kafka is away (delivery.timeout.ms), so order is kept; the
 * buffer is bounded by {@link #areBehind}, at which the WebSockets are paused.
 */
@ApplicationScoped
public class FactPublisher implements Facts {

    private static final Logger LOG = Logger.getLogger(FactPublisher.class);
    private static final String SOURCE = "ari-controller";

    private final MutinyEmitter<String> emitter;
    private final Wire wire;
    private final int most;
    private final AtomicInteger unconfirmed = new AtomicInteger();
    private final List<Consumer<Boolean>> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean behind;

    FactPublisher(
            @Channel("pbx-facts") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<String> emitter,
            Wire wire,
            AriControllerConfig config,
            MeterRegistry metrics) {
        this.emitter = emitter;
        this.wire = wire;
        this.most = config.facts().unconfirmed();
        metrics.gauge("tandem.ari.facts.unconfirmed", unconfirmed);
    }

    @Override
    public CompletionStage<Void> publish(PbxFact fact, String id) {
        var message = new Envelope(key(fact), id, TypeName.unversioned(fact.getClass()), SOURCE, fact.at(), null)
                .wrap(wire.write(fact), Topics.of(fact));
        if (unconfirmed.incrementAndGet() >= most) {
            behind(true);
        }
        return emitter.sendMessage(message)
                .onTermination()
                .invoke(() -> {
                    if (unconfirmed.decrementAndGet() <= most / 2) {
                        behind(false);
                    }
                })
                .onFailure()
                .invoke(failure -> LOG.errorf(failure, "a fact was not taken, id=%s", id))
                .subscribeAsCompletionStage();
    }

    @Override
    public boolean areBehind() {
        return behind;
    }

    @Override
    public Runnable onBehind(Consumer<Boolean> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void behind(boolean now) {
        if (behind != now) {
            change(now);
        }
    }

    private synchronized void change(boolean now) {
        if (behind != now) {
            behind = now;
            LOG.warnf(
                    "Kafka is %s, unconfirmed=%d",
                    now ? "behind: ARI is held" : "back: ARI goes on", unconfirmed.get());
            listeners.forEach(listener -> listener.accept(now));
        }
    }

    private static String key(PbxFact fact) {
        return switch (fact) {
            case PbxFact.CallFact call -> call.callId();
            case PbxFact.LinkFact link -> link.pbxId();
            case PbxFact.Unrecognised unknown -> throw new IllegalArgumentException("cannot publish " + unknown);
        };
    }
}
