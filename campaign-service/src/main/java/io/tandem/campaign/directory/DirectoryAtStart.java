package io.tandem.campaign.directory;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.tandem.campaign.tick.Patience;
import io.tandem.campaign.tick.SingleFlight;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Publishes the whole directory when the service starts. */
@ApplicationScoped
class DirectoryAtStart {

    private final List<SingleFlight> flights;

    DirectoryAtStart(@All List<DirectoryStore<?, ?>> stores, Vertx vertx) {
        flights = stores.stream().map(store -> flight(store, vertx)).toList();
    }

    private static SingleFlight flight(DirectoryStore<?, ?> store, Vertx vertx) {
        var name = "publishing the directory's " + store.kind().name() + " entries";
        return new SingleFlight(name, vertx, () -> Patience.with(name, store::republish));
    }

    void start(@Observes StartupEvent started) {
        flights.forEach(SingleFlight::kick);
    }
}
