package io.tandem.campaign.pacing;

import io.tandem.contracts.AgentStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * An agent of a campaign, as pacing sees them.
 *
 * @param since since when they have this status
 * @param lastTalkAt when their last call with a contact who answered ended
 * @param backOffUntil until when they get no contact, because they did not take one
 * @param isClaimed whether an attempt of any campaign holds them
 */
public record Seat(
        String agentId,
        AgentStatus status,
        Optional<Instant> since,
        Optional<Instant> lastTalkAt,
        Optional<Instant> backOffUntil,
        boolean isClaimed) {}
