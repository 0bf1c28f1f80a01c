package io.tandem.campaign.pacing.stream;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tandem.campaign.CampaignConfig;
import io.tandem.campaign.pacing.store.Requests;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Gives up attempts of which nothing was heard. Not before the service has run for a while: after a standstill of ours the answers may
 * be waiting in Kafka.
 */
@ApplicationScoped
public class LostCalls {

    private final Requests requests;
    private final CallEvents events;
    private final CampaignConfig.Pacing config;
    private final InstantSource clock;
    private volatile Instant notBefore = Instant.MAX;

    LostCalls(Requests requests, CallEvents events, CampaignConfig.Pacing config, InstantSource clock) {
        this.requests = requests;
        this.events = events;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started) {
        notBefore = clock.instant().plus(config.unconfirmedAfter());
    }

    @Scheduled(every = "PT5S", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public Uni<Void> giveUp() {
        if (clock.instant().isBefore(notBefore)) {
            return Uni.createFrom().voidItem();
        }
        return requests.unanswered()
                .chain(entries -> Multi.createFrom()
                        .iterable(entries)
                        .onItem()
                        .transformToUniAndConcatenate(events::take)
                        .collect()
                        .asList())
                .replaceWithVoid();
    }
}
