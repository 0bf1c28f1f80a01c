package io.tandem.contracts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What call-state-service asks of ami-gateway; keyed by pbxId. It is answered on {@link Topics#PBX_FACTS} by a {@link
 * PbxFact.CommandFact} with the same commandId. A command that is read after {@code expiresAt} is refused, not carried out. Context,
 * extension and application come from the gateway's configuration, never from here.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", defaultImpl = AmiCommand.Unrecognised.class)
@JsonSubTypes({
    @JsonSubTypes.Type(AmiCommand.OriginateToConference.class),
    @JsonSubTypes.Type(AmiCommand.HandOff.class),
    @JsonSubTypes.Type(AmiCommand.ReturnToConference.class),
    @JsonSubTypes.Type(AmiCommand.HangUp.class),
})
@JsonIgnoreProperties(ignoreUnknown = true)
public sealed interface AmiCommand {

    String commandId();

    String callId();

    String pbxId();

    Instant expiresAt();

    /** Dials {@code endpoint} (a dial string such as {@code PJSIP/1001@phones}) and, on answer, puts it into the call's room. */
    @JsonTypeName("ami.originate-to-conference.v1")
    record OriginateToConference(
            String commandId,
            String callId,
            String pbxId,
            Instant expiresAt,
            String channelId,
            String endpoint,
            @Nullable String callerId,
            Duration ringTimeout)
            implements AmiCommand {}

    /** Redirects a channel from its room to the ARI application {@code application}, in the role {@code role}. */
    @JsonTypeName("ami.hand-off.v1")
    record HandOff(
            String commandId,
            String callId,
            String pbxId,
            Instant expiresAt,
            String channelId,
            String application,
            String role)
            implements AmiCommand {}

    /** Pulls a channel out of whatever it does and puts it back into the call's room. */
    @JsonTypeName("ami.return-to-conference.v1")
    record ReturnToConference(String commandId, String callId, String pbxId, Instant expiresAt, String channelId)
            implements AmiCommand {}

    /** {@code cause}: the Q.850 cause to hang up with. */
    @JsonTypeName("ami.hang-up.v1")
    record HangUp(String commandId, String callId, String pbxId, Instant expiresAt, String channelId, int cause)
            implements AmiCommand {}

    record Unrecognised(String commandId, String callId, String pbxId, Instant expiresAt) implements AmiCommand {}
}
