package io.tandem.campaign.pacing.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tandem.campaign.pacing.store.ContactCounts;
import jakarta.enterprise.context.ApplicationScoped;

/** {@code tandem_contacts}: how many contacts of campaigns that run or pause are in each state. */
@ApplicationScoped
class ContactGauge {

    private final ContactCounts counts;
    private final MultiGauge gauge;

    ContactGauge(ContactCounts counts, MeterRegistry meters) {
        this.counts = counts;
        this.gauge = MultiGauge.builder("tandem.contacts").register(meters);
    }

    @Scheduled(every = "PT15S", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> measure() {
        return counts.ofActiveCampaigns()
                .invoke(counted -> gauge.register(
                        counted.stream()
                                .map(count -> MultiGauge.Row.of(
                                        Tags.of("tenant", count.tenant(), "state", count.state()), count.contacts()))
                                .toList(),
                        true))
                .replaceWithVoid();
    }
}
