package io.tandem.campaign.agent.store;

import io.quarkus.runtime.StartupEvent;
import io.tandem.campaign.tick.Patience;
import io.tandem.campaign.tick.SingleFlight;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Publishes the agents' part of the directory when the service starts. */
@ApplicationScoped
class AgentsAtStart {

    private final SingleFlight flight;

    AgentsAtStart(Agents agents, Vertx vertx) {
        flight = new SingleFlight(
                "publishing all agents", vertx, () -> Patience.with("publishing all agents", agents::republish));
    }

    void start(@Observes StartupEvent started) {
        flight.kick();
    }
}
