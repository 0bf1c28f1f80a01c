package io.tandem.contracts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happened to an agent; keyed by agentId. The event's id is {@code <tenant>/<agentId>:<version>}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", defaultImpl = AgentEvent.Unrecognised.class)
@JsonSubTypes(@JsonSubTypes.Type(AgentEvent.PresenceChanged.class))
@JsonIgnoreProperties(ignoreUnknown = true)
public sealed interface AgentEvent {

    String agentId();

    String tenant();

    long version();

    Instant at();

    /** {@code callId} is set while the agent is RESERVED, RINGING or ON_CALL. */
    @JsonTypeName("agent.presence.v1")
    record PresenceChanged(
            String agentId,
            String tenant,
            long version,
            Instant at,
            AgentStatus status,
            @Nullable String reason,
            @Nullable String callId)
            implements AgentEvent {}

    record Unrecognised(String agentId, String tenant, long version, Instant at) implements AgentEvent {}
}
