package io.tandem.campaign.run;

import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import io.tandem.contracts.AgentEvent;
import io.tandem.contracts.AgentStatus;
import io.tandem.contracts.CallDirection;
import io.tandem.contracts.CallEvent;
import io.tandem.contracts.CallMode;
import io.tandem.contracts.CallOutcome;
import io.tandem.contracts.CallRequest.RequestCall;
import io.tandem.contracts.CallState;
import io.tandem.contracts.CallSummary;
import io.tandem.contracts.CampaignEvent;
import io.tandem.edge.kafka.Wire;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jspecify.annotations.Nullable;

/** Plays call-state-service: reads requests, tells of calls and agents. */
@ApplicationScoped
public class FakeCalls {

    private final InMemoryConnector connector;
    private final Wire wire;
    private final TestClock clock;
    private final AtomicLong versions = new AtomicLong();

    FakeCalls(@Any InMemoryConnector connector, Wire wire, TestClock clock) {
        this.connector = connector;
        this.wire = wire;
        this.clock = clock;
    }

    interface Told {
        CallEvent as(String callId, String tenant, long version, Instant at, CallSummary call);
    }

    void presence(String tenant, String agentId, AgentStatus status) {
        presence(tenant, agentId, status, versions.incrementAndGet());
    }

    void presence(String tenant, String agentId, AgentStatus status, long version) {
        connector
                .<String>source("agents")
                .runOnVertxContext(true)
                .send(wire.write(
                        new AgentEvent.PresenceChanged(agentId, tenant, version, clock.instant(), status, null, null)));
    }

    List<RequestCall> requests(String tenant) {
        return connector.<String>sink("call-requests").received().stream()
                .map(message -> wire.read(message.getPayload(), RequestCall.class))
                .filter(request -> request.tenant().equals(tenant))
                .toList();
    }

    List<CampaignEvent> news(String campaignId) {
        return connector.<String>sink("campaigns").received().stream()
                .map(message -> wire.read(message.getPayload(), CampaignEvent.class))
                .filter(event -> event.campaignId().equals(campaignId))
                .toList();
    }

    List<? extends Message<String>> directory() {
        return connector.<String>sink("directory").received();
    }

    long tell(RequestCall request, Told event) {
        return tell(request, event, null, null);
    }

    long ended(RequestCall request, CallOutcome outcome) {
        return tell(request, CallEvent.Ended::new, outcome, null);
    }

    long cancelled(RequestCall request, String reason) {
        return tell(request, CallEvent.Ended::new, CallOutcome.CANCELLED, reason);
    }

    long tell(RequestCall request, Told event, @Nullable CallOutcome outcome, @Nullable String cause) {
        long version = versions.incrementAndGet();
        send(event.as(request.callId(), request.tenant(), version, clock.instant(), summary(request, outcome, cause)));
        return version;
    }

    void send(CallEvent event) {
        connector.<String>source("calls").runOnVertxContext(true).send(wire.write(event));
    }

    void sendRaw(String text) {
        connector.<String>source("calls").runOnVertxContext(true).send(text);
    }

    private CallSummary summary(RequestCall request, @Nullable CallOutcome outcome, @Nullable String cause) {
        return new CallSummary(
                CallDirection.OUTBOUND,
                CallMode.HYBRID,
                outcome == null ? CallState.AGENT_DIALING : CallState.ENDED,
                request.agentId(),
                request.campaignId(),
                request.contactId(),
                request.to(),
                null,
                null,
                "pbx-1",
                clock.instant(),
                null,
                null,
                null,
                outcome,
                cause,
                Map.of());
    }
}
