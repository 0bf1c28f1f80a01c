package io.tandem.contracts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What call-state-service asks of ari-controller; keyed by callId, partition n being shard n. Answered on {@link Topics#PBX_FACTS} by
 * a {@link PbxFact.CommandFact} with the same commandId. A command that is read after {@code expiresAt} is refused, not carried out.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", defaultImpl = AriCommand.Unrecognised.class)
@JsonSubTypes({
    @JsonSubTypes.Type(AriCommand.OriginateAgent.class),
    @JsonSubTypes.Type(AriCommand.DialCustomer.class),
    @JsonSubTypes.Type(AriCommand.HangUp.class),
    @JsonSubTypes.Type(AriCommand.EndCall.class),
})
@JsonIgnoreProperties(ignoreUnknown = true)
public sealed interface AriCommand {

    String commandId();

    String callId();

    String pbxId();

    Instant expiresAt();

    /** Dials the agent straight into the application (AMI is away); on answer the agent waits in the call's bridge. */
    @JsonTypeName("ari.originate-agent.v1")
    record OriginateAgent(
            String commandId,
            String callId,
            String pbxId,
            Instant expiresAt,
            String channelId,
            String endpoint,
            @Nullable String callerId,
            Duration ringTimeout)
            implements AriCommand {}

    /** Dials the customer; on answer they join the bridge in which the agent waits. */
    @JsonTypeName("ari.dial-customer.v1")
    record DialCustomer(
            String commandId,
            String callId,
            String pbxId,
            Instant expiresAt,
            String channelId,
            String endpoint,
            @Nullable String callerId,
            Duration ringTimeout)
            implements AriCommand {}

    @JsonTypeName("ari.hang-up.v1")
    record HangUp(String commandId, String callId, String pbxId, Instant expiresAt, String channelId, int cause)
            implements AriCommand {}

    /** Hangs up every channel of the call and destroys all that was made for it. */
    @JsonTypeName("ari.end-call.v1")
    record EndCall(String commandId, String callId, String pbxId, Instant expiresAt, int cause) implements AriCommand {}

    record Unrecognised(String commandId, String callId, String pbxId, Instant expiresAt) implements AriCommand {}
}
