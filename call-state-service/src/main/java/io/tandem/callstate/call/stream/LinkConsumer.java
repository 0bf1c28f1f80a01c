package io.tandem.callstate.call.stream;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.call.store.RedisLinks;
import io.tandem.contracts.PbxFact;
import io.tandem.edge.kafka.Wire;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Hears that links live, apart from the facts, so that a link is not taken for dead while facts are read late (ADR-0023). What cannot be
 * read or kept is not tried again: the next sign of life comes within a second, and a link of which none comes is dead.
 */
@ApplicationScoped
class LinkConsumer {

    private static final Logger LOG = Logger.getLogger(LinkConsumer.class);

    private final Wire wire;
    private final RedisLinks links;

    LinkConsumer(Wire wire, RedisLinks links) {
        this.wire = wire;
        this.links = links;
    }

    @Incoming("links")
    Uni<Void> hear(String body) {
        return Uni.createFrom()
                .deferred(() -> keep(body))
                .onFailure()
                .invoke(e -> LOG.warnf(e, "a sign of life is lost: %s", body))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> keep(String body) {
        return wire.read(body, PbxFact.class) instanceof PbxFact.LinkAlive alive
                ? links.alive(alive)
                : Uni.createFrom().voidItem();
    }
}
