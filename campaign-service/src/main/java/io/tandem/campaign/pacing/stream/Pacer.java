package io.tandem.campaign.pacing.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tandem.campaign.CampaignConfig;
import io.tandem.campaign.outbox.Outbox;
import io.tandem.campaign.pacing.store.PacingStore;
import io.tandem.campaign.pacing.store.Requests;
import io.tandem.campaign.tick.PacingDue;
import io.tandem.campaign.tick.SingleFlight;
import io.tandem.contracts.CallRequest.RequestCall;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Looks at every running campaign when something happened and at each tick: claims, then asks, then notes that Kafka has it. While
 * Kafka takes no requests the round waits, so nothing more is claimed.
 */
@ApplicationScoped
public class Pacer {

    private static final Logger LOG = Logger.getLogger(Pacer.class);

    private final PacingStore store;
    private final Requests requests;
    private final CallRequestPublisher publisher;
    private final Outbox outbox;
    private final Duration tick;
    private final Timer timer;
    private final SingleFlight flight;

    Pacer(
            PacingStore store,
            Requests requests,
            CallRequestPublisher publisher,
            Outbox outbox,
            CampaignConfig.Pacing config,
            Vertx vertx,
            MeterRegistry meters) {
        this.store = store;
        this.requests = requests;
        this.publisher = publisher;
        this.outbox = outbox;
        this.tick = config.tick();
        this.timer = Timer.builder("tandem.pacing").publishPercentileHistogram().register(meters);
        this.flight = new SingleFlight("pacing", vertx, this::round);
    }

    void start(@Observes StartupEvent started) {
        flight.start(tick);
    }

    void stop(@Observes ShutdownEvent stopping) {
        flight.stop();
    }

    void due(@Observes PacingDue due) {
        flight.kick();
    }

    /** One look at everything. Public for whoever must know when it is done. */
    public Uni<Void> round() {
        return requests.unacknowledged()
                .chain(this::ask)
                .chain(store::running)
                .chain(ids -> Multi.createFrom()
                        .iterable(ids)
                        .onItem()
                        .transformToUniAndConcatenate(this::pace)
                        .collect()
                        .asList())
                .replaceWithVoid();
    }

    /** A campaign that cannot be paced keeps no other from it. */
    private Uni<Void> pace(String campaignId) {
        var sample = Timer.start();
        return store.pace(campaignId)
                .invoke(_ -> sample.stop(timer))
                .invoke(outbox::kick)
                .chain(this::ask)
                .onFailure()
                .invoke(failure -> LOG.warnf(failure, "cannot pace a campaign now: campaign=%s", campaignId))
                .onFailure()
                .recoverWithItem((Void) null);
    }

    private Uni<Void> ask(List<RequestCall> calls) {
        return calls.isEmpty()
                ? Uni.createFrom().voidItem()
                : publisher.publish(calls).chain(() -> requests.acknowledged(calls));
    }
}
