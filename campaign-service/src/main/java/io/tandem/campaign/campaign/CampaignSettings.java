package io.tandem.campaign.campaign;

import io.tandem.campaign.contact.RetryRule;
import io.tandem.contracts.Screening;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign is told to do. Its mode is progressive: a contact is taken when an agent of the campaign is free; the agent is
 * called first, then the contact.
 *
 * @param agents ids
 * @param trunks ids; empty: any trunk of the tenant
 * @param callerIds E.164, at most one for now; empty: the trunk's
 * @param ringTimeout how long a contact's phone may ring
 * @param wrapUp how long an agent who talked gets no other contact
 * @param amd how a contact who answers is screened; none: they are not
 * @param record whether each call is recorded from its answer on
 * @param recordInsideOnly whether a recording is stopped before somebody at a number outside gets the call
 */
public record CampaignSettings(
        String name,
        int maxConcurrent,
        List<String> agents,
        List<String> trunks,
        List<String> callerIds,
        Duration ringTimeout,
        List<RetryRule> retry,
        Duration wrapUp,
        @Nullable Screening amd,
        boolean record,
        boolean recordInsideOnly) {

    public static final String PROGRESSIVE = "progressive";

    public static final int DEFAULT_MAX_CONCURRENT = 5;
    public static final int DEFAULT_RING_TIMEOUT_SECONDS = 25;

    public CampaignSettings {
        agents = List.copyOf(agents);
        trunks = List.copyOf(trunks);
        callerIds = List.copyOf(callerIds);
        retry = List.copyOf(retry);
    }
}
