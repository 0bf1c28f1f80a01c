package io.tandem.callstate.agent.api;

import io.tandem.callstate.agent.Presence;
import io.tandem.contracts.AgentStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An agent as REST shows them.
 *
 * @param since when this status began, {@code seconds} ago; none for who never had any
 * @param mode how calls reach the agent: {@code waiting} at their desk, or {@code on-demand}; none for who is not logged in
 * @param until when WRAP_UP ends by itself, or until when the phone of a desk rings; none otherwise
 * @param afterCall what comes when the call is over; none without one
 * @param missedOffers calls in a row that the agent did not answer
 */
record PresenceView(
        String agentId,
        String tenant,
        AgentStatus status,
        @Nullable String mode,
        @Nullable String reason,
        @Nullable String callId,
        @Nullable Instant since,
        @Nullable Long seconds,
        @Nullable Instant until,
        @Nullable AgentStatus afterCall,
        int missedOffers) {

    static PresenceView of(Presence p, Instant now) {
        var since = p.since();
        return new PresenceView(
                p.agentId(),
                p.tenant(),
                p.status(),
                mode(p),
                p.shownReason(),
                p.callId(),
                since,
                since == null ? null : Math.max(0, Duration.between(since, now).toSeconds()),
                p.until(),
                p.afterCall(),
                p.missed());
    }

    private static @Nullable String mode(Presence p) {
        if (p.desk() != null) {
            return "waiting";
        }
        return p.rest() == AgentStatus.OFFLINE ? null : "on-demand";
    }
}
