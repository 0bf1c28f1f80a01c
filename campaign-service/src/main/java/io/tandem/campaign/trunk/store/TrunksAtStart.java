package io.tandem.campaign.trunk.store;

import io.quarkus.runtime.StartupEvent;
import io.tandem.campaign.tick.Patience;
import io.tandem.campaign.tick.SingleFlight;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Publishes the trunks' part of the directory when the service starts. */
@ApplicationScoped
class TrunksAtStart {

    private final SingleFlight flight;

    TrunksAtStart(Trunks trunks, Vertx vertx) {
        flight = new SingleFlight(
                "publishing all trunks", vertx, () -> Patience.with("publishing all trunks", trunks::republish));
    }

    void start(@Observes StartupEvent started) {
        flight.kick();
    }
}
