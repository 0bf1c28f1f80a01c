package io.tandem.notifier;

import io.tandem.contracts.CallDirection;
import io.tandem.contracts.CallEvent;
import io.tandem.contracts.CallMode;
import io.tandem.contracts.CallOutcome;
import io.tandem.contracts.CallState;
import io.tandem.contracts.CallSummary;
import io.tandem.edge.kafka.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events of one call, as call-state-service tells them. */
public record CallEvents(
        String callId,
        String tenant,
        String agentId,
        @Nullable String campaignId,
        Instant start) {

    private static final Wire WIRE = new Wire();

    public static CallEvents call(String callId) {
        return new CallEvents(callId, "acme", "anna", null, Instant.parse("2026-11-21T12:00:00Z"));
    }

    public CallEvents ofTenant(String other) {
        return new CallEvents(callId, other, agentId, campaignId, start);
    }

    public CallEvents by(String agent) {
        return new CallEvents(callId, tenant, agent, campaignId, start);
    }

    public CallEvents inCampaign(String campaign) {
        return new CallEvents(callId, tenant, agentId, campaign, start);
    }

    public CallEvents startingAt(Instant when) {
        return new CallEvents(callId, tenant, agentId, campaignId, when);
    }

    public CallEvent requested() {
        return new CallEvent.Requested(callId, tenant, 1, at(0), summary(CallState.REQUESTED, null));
    }

    public CallEvent agentRinging() {
        return new CallEvent.AgentRinging(callId, tenant, 2, at(1), summary(CallState.AGENT_RINGING, null));
    }

    public CallEvent customerDialing() {
        return new CallEvent.CustomerDialing(callId, tenant, 3, at(2), summary(CallState.CUSTOMER_DIALING, null));
    }

    public CallEvent connected() {
        return new CallEvent.Connected(callId, tenant, 4, at(5), summary(CallState.CONNECTED, null));
    }

    public CallEvent ended(CallOutcome outcome) {
        return new CallEvent.Ended(callId, tenant, 5, at(77), summary(CallState.ENDED, outcome));
    }

    /** An event whose record is large. */
    public CallEvent bulky(long version, int characters) {
        var summary = summary(CallState.CONNECTED, null, Map.of("note", "x".repeat(characters)));
        return new CallEvent.Connected(callId, tenant, version, at(5), summary);
    }

    public static String json(Object record) {
        return WIRE.write(record);
    }

    private CallSummary summary(CallState state, @Nullable CallOutcome outcome) {
        return summary(state, outcome, Map.of());
    }

    private CallSummary summary(CallState state, @Nullable CallOutcome outcome, Map<String, String> metadata) {
        boolean talked = outcome == CallOutcome.ANSWERED || state == CallState.CONNECTED;
        return new CallSummary(
                CallDirection.OUTBOUND,
                CallMode.HYBRID,
                state,
                agentId,
                campaignId,
                null,
                "+442079460007",
                null,
                "carrier",
                "pbx-1",
                at(0),
                talked ? at(1) : null,
                talked ? at(5) : null,
                outcome == null ? null : at(77),
                outcome,
                outcome == null ? null : "16",
                metadata);
    }

    private Instant at(int seconds) {
        return start.plus(Duration.ofSeconds(seconds));
    }
}
