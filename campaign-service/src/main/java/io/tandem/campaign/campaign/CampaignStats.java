package io.tandem.campaign.campaign;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a campaign stands.
 *
 * @param contacts how many contacts are in each state, every state named
 * @param outcomes how many contacts ended with each outcome
 * @param attempts every attempt, also those under way
 * @param attemptOutcomes how many attempts ended with each outcome
 * @param answerRate answered attempts of all ended ones, 0 to 1; absent before the first has ended
 */
public record CampaignStats(
        String campaignId,
        CampaignState state,
        long contactsTotal,
        Map<String, Long> contacts,
        Map<String, Long> outcomes,
        long attempts,
        long activeAttempts,
        Map<String, Long> attemptOutcomes,
        @Nullable Double answerRate,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt) {

    public CampaignStats {
        contacts = Map.copyOf(contacts);
        outcomes = Map.copyOf(outcomes);
        attemptOutcomes = Map.copyOf(attemptOutcomes);
    }

    public static @Nullable Double answerRate(long answered, long ended) {
        return ended == 0 ? null : (double) answered / ended;
    }
}
