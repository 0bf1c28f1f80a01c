package io.tandem.callstate.call;

import io.tandem.contracts.DeskEndpoint;
import io.tandem.contracts.Screening;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for, decided once and never changed. Endpoints are dial strings; {@code to} is E.164; {@code record}: from the answer on;
 * {@code recordInsideOnly}: not once somebody at a number outside gets the call.
 *
 * @param agentId null for a call that came in: {@code to} is then the number of ours that was called, {@code callerId} the caller's, where
 *     they did not withhold it
 */
public record Plan(
        @Nullable String agentId,
        String agentEndpoint,
        String to,
        String customerEndpoint,
        @Nullable String callerId,
        @Nullable String trunkId,
        @Nullable String campaignId,
        @Nullable String contactId,
        Duration agentRing,
        Duration customerRing,
        Instant requestedAt,
        Map<String, String> metadata,
        boolean record,
        @Nullable Screening screening,
        boolean recordInsideOnly) {
    public Plan {
        metadata = Map.copyOf(metadata);
    }

    /** A call that came in through {@code trunkId}. */
    public static Plan arrived(
            String did,
            @Nullable String caller,
            @Nullable String trunkId,
            Duration ring,
            Instant at,
            Map<String, String> metadata,
            boolean record) {
        return new Plan(null, "", did, "", caller, trunkId, null, null, ring, ring, at, metadata, record, null, false);
    }

    /** The agent waits at this desk. */
    public Plan at(String deskEndpoint) {
        return new Plan(
                agentId,
                deskEndpoint,
                to,
                customerEndpoint,
                callerId,
                trunkId,
                campaignId,
                contactId,
                agentRing,
                customerRing,
                requestedAt,
                metadata,
                record,
                screening,
                recordInsideOnly);
    }

    /** No phone rings: the agent waits, and is there as soon as they are asked for. */
    boolean agentWaits() {
        return DeskEndpoint.deskOf(agentEndpoint).isPresent();
    }

    /** A campaign lets an agent who waits go on waiting until somebody has answered. */
    boolean customerFirst() {
        return agentWaits() && campaignId != null;
    }

    boolean inbound() {
        return agentId == null;
    }

    /** Null for a caller who withholds it. */
    public @Nullable String customerNumber() {
        return inbound() ? callerId : to;
    }

    /** Our own number, as the customer sees it; null where the trunk decides. */
    public @Nullable String ownNumber() {
        return inbound() ? to : callerId;
    }
}
