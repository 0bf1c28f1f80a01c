package io.tandem.campaign.campaign.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tandem.campaign.campaign.Campaign;
import io.tandem.campaign.campaign.CampaignSettings;
import io.tandem.campaign.campaign.CampaignState;
import io.tandem.campaign.contact.RetryRule;
import io.tandem.contracts.CallOutcome;
import io.tandem.edge.screening.AmdBody;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A campaign as it is shown. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CampaignView(
        String id,
        String name,
        String mode,
        CampaignState state,
        int maxConcurrent,
        List<String> agents,
        List<String> trunks,
        List<String> callerIds,
        long ringTimeoutSeconds,
        List<RetryView> retry,
        long wrapUpSeconds,
        AmdBody amd,
        boolean record,
        boolean recordInsideOnly,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt) {

    record RetryView(CallOutcome outcome, long afterSeconds, int times) {

        static RetryView of(RetryRule rule) {
            return new RetryView(rule.outcome(), rule.after().toSeconds(), rule.times());
        }
    }

    static CampaignView of(Campaign campaign) {
        var settings = campaign.settings();
        return new CampaignView(
                campaign.id(),
                settings.name(),
                CampaignSettings.PROGRESSIVE,
                campaign.state(),
                settings.maxConcurrent(),
                settings.agents(),
                settings.trunks(),
                settings.callerIds(),
                settings.ringTimeout().toSeconds(),
                settings.retry().stream().map(RetryView::of).toList(),
                settings.wrapUp().toSeconds(),
                AmdBody.of(settings.amd()),
                settings.record(),
                settings.recordInsideOnly(),
                campaign.createdAt(),
                campaign.updatedAt(),
                campaign.startedAt(),
                campaign.completedAt());
    }
}
