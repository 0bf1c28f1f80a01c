package io.tandem.campaign.agent.stream;

import io.smallrye.mutiny.Uni;
import io.tandem.campaign.agent.store.Presences;
import io.tandem.campaign.tick.PacingDue;
import io.tandem.campaign.tick.Patience;
import io.tandem.contracts.AgentEvent;
import io.tandem.contracts.AgentStatus;
import io.tandem.edge.kafka.Wire;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads agents' presence. A database that is away makes the partition wait; only unreadable records go to the dead letters. */
@ApplicationScoped
public class AgentEventConsumer {

    private final Wire wire;
    private final Presences presences;
    private final Event<PacingDue> pacing;

    AgentEventConsumer(Wire wire, Presences presences, Event<PacingDue> pacing) {
        this.wire = wire;
        this.presences = presences;
        this.pacing = pacing;
    }

    @Incoming("agents")
    public Uni<Void> on(String record) {
        return switch (wire.read(record, AgentEvent.class)) {
            case AgentEvent.PresenceChanged news -> learn(news);
            case AgentEvent.Unrecognised _ -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> learn(AgentEvent.PresenceChanged news) {
        return Patience.with("keeping a presence", () -> presences.learn(news))
                .invoke(changed -> {
                    if (changed && news.status() == AgentStatus.AVAILABLE) {
                        pacing.fire(new PacingDue());
                    }
                })
                .replaceWithVoid();
    }
}
