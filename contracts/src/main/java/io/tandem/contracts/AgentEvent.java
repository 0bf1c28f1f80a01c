package io.tandem.contracts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an agent; keyed by agentId. The event's id is {@code <tenant>/<agentId>:<version>}, so that telling it again after a
 * crash is harmless. Versions of one agent rise: the first is the time in ms at which anything was first kept of them, so that they
 * rise also after a Redis that was lost.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", defaultImpl = AgentEvent.Unrecognised.class)
@JsonSubTypes(@JsonSubTypes.Type(AgentEvent.PresenceChanged.class))
@JsonIgnoreProperties(ignoreUnknown = true)
public sealed interface AgentEvent {

    String agentId();

    String tenant();

    long version();

    Instant at();

    /**
     * {@code callId} is set while the agent is RESERVED, RINGING or ON_CALL.
     *
     * @param reason why they are PAUSED or OFFLINE, where anybody said so
     * @param since when this status began: earlier than {@code at} where only {@code afterCall} changed
     * @param until when WRAP_UP ends by itself; none in every other status
     * @param afterCall what becomes of them when the call is over (before any wrap-up); none while they have no call
     */
    @JsonTypeName("agent.presence.v1")
    record PresenceChanged(
            String agentId,
            String tenant,
            long version,
            Instant at,
            AgentStatus status,
            @Nullable String reason,
            @Nullable String callId,
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable AgentStatus afterCall)
            implements AgentEvent {

        /** As it was told before it had durations. */
        public PresenceChanged(
                String agentId,
                String tenant,
                long version,
                Instant at,
                AgentStatus status,
                @Nullable String reason,
                @Nullable String callId) {
            this(agentId, tenant, version, at, status, reason, callId, null, null, null);
        }
    }

    record Unrecognised(String agentId, String tenant, long version, Instant at) implements AgentEvent {}
}
