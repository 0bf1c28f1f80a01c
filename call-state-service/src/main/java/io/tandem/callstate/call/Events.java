package io.tandem.callstate.call;

import io.tandem.contracts.CallDirection;
import io.tandem.contracts.CallEvent;
import io.tandem.contracts.CallOutcome;
import io.tandem.contracts.CallSummary;
import io.tandem.contracts.ScreeningVerdict;
import io.tandem.contracts.VoiceQuality;
import java.time.Instant;
import java.util.Objects;

/** A call's events, each with the call as it was right after. */
public final class Events {

    static CallEvent of(Milestone milestone, Call call, long version, Instant at) {
        var id = call.callId();
        var tenant = call.tenant();
        var summary = summary(call);
        return switch (milestone) {
            case REQUESTED -> new CallEvent.Requested(id, tenant, version, at, summary);
            case AGENT_DIALING -> new CallEvent.AgentDialing(id, tenant, version, at, summary);
            case AGENT_RINGING -> new CallEvent.AgentRinging(id, tenant, version, at, summary);
            case AGENT_ANSWERED -> new CallEvent.AgentAnswered(id, tenant, version, at, summary);
            case AGENT_IN_CONFERENCE -> new CallEvent.AgentInConference(id, tenant, version, at, summary);
            case HANDED_OFF -> new CallEvent.HandedOff(id, tenant, version, at, summary);
            case CUSTOMER_DIALING -> new CallEvent.CustomerDialing(id, tenant, version, at, summary);
            case CUSTOMER_RINGING -> new CallEvent.CustomerRinging(id, tenant, version, at, summary);
            case CUSTOMER_ANSWERED -> new CallEvent.CustomerAnswered(id, tenant, version, at, summary);
            case SCREENED -> screened(call, version, at);
            case CONNECTED -> new CallEvent.Connected(id, tenant, version, at, summary);
        };
    }

    private static CallEvent screened(Call call, long version, Instant at) {
        var screened = Objects.requireNonNull(call.customer().screened());
        return new CallEvent.Screened(
                call.callId(),
                call.tenant(),
                version,
                at,
                summary(call),
                ScreeningVerdict.valueOf(screened.status().name()),
                screened.cause(),
                screened.took());
    }

    static CallEvent degraded(Call call, long version, Instant at, String reason) {
        return new CallEvent.Degraded(call.callId(), call.tenant(), version, at, summary(call), reason);
    }

    static CallEvent quality(Call call, long version, Instant at, VoiceQuality quality) {
        return new CallEvent.QualityMeasured(call.callId(), call.tenant(), version, at, summary(call), quality);
    }

    static CallEvent ended(Call call, long version, Instant at) {
        return new CallEvent.Ended(call.callId(), call.tenant(), version, at, summary(call));
    }

    public static CallSummary summary(Call call) {
        var plan = call.plan();
        return new CallSummary(
                direction(call),
                call.mode(),
                call.state(),
                call.agentId(),
                plan.campaignId(),
                plan.contactId(),
                plan.to(),
                plan.callerId(),
                plan.trunkId(),
                call.pbxId(),
                plan.requestedAt(),
                call.times().answeredAt(),
                call.times().connectedAt(),
                call.times().endedAt(),
                outcome(call),
                cause(call),
                plan.metadata());
    }

    static CallDirection direction(Call call) {
        return call.inbound() ? CallDirection.INBOUND : CallDirection.OUTBOUND;
    }

    private static @org.jspecify.annotations.Nullable CallOutcome outcome(Call call) {
        return call.phase() instanceof Phase.Ended e ? e.outcome() : null;
    }

    private static @org.jspecify.annotations.Nullable String cause(Call call) {
        return call.phase() instanceof Phase.Ended e ? e.hangupCause() : null;
    }

    private Events() {}
}
