package io.tandem.contracts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What campaign-service asks of call-state-service; keyed by callId. Asking twice with one callId is asking once. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", defaultImpl = CallRequest.Unrecognised.class)
@JsonSubTypes({@JsonSubTypes.Type(CallRequest.RequestCall.class), @JsonSubTypes.Type(CallRequest.CancelCall.class)})
@JsonIgnoreProperties(ignoreUnknown = true)
public sealed interface CallRequest {

    String callId();

    String tenant();

    /**
     * Calls the agent, then the customer. A request read after {@code expiresAt}, or whose agent is not free, is answered by a
     * {@link CallEvent.Ended} with outcome CANCELLED and the reason as its hang-up cause; nothing was dialled then.
     *
     * @param to E.164
     * @param ringTimeout how long the customer may ring
     * @param record true: the call is recorded from its answer on
     * @param wrapUp how long the agent who talked is in WRAP_UP; none: as call-state-service is configured
     * @param amd how the customer is screened; none: they are not
     * @param recordInsideOnly true: a recording is stopped before somebody at a number outside gets the call
     */
    @JsonTypeName("call.request.v1")
    record RequestCall(
            String callId,
            String tenant,
            Instant expiresAt,
            String agentId,
            String to,
            @Nullable String callerId,
            @Nullable String trunkId,
            @Nullable String campaignId,
            @Nullable String contactId,
            Duration ringTimeout,
            Map<String, String> metadata,
            @Nullable Boolean record,
            @Nullable Duration wrapUp,
            @Nullable Screening amd,
            @Nullable Boolean recordInsideOnly)
            implements CallRequest {
        public RequestCall {
            metadata = Map.copyOf(metadata);
        }

        /** Not recorded and not screened, with the usual wrap-up. */
        public RequestCall(
                String callId,
                String tenant,
                Instant expiresAt,
                String agentId,
                String to,
                @Nullable String callerId,
                @Nullable String trunkId,
                @Nullable String campaignId,
                @Nullable String contactId,
                Duration ringTimeout,
                Map<String, String> metadata) {
            this(
                    callId,
                    tenant,
                    expiresAt,
                    agentId,
                    to,
                    callerId,
                    trunkId,
                    campaignId,
                    contactId,
                    ringTimeout,
                    metadata,
                    null,
                    null,
                    null,
                    null);
        }
    }

    @JsonTypeName("call.cancel.v1")
    record CancelCall(String callId, String tenant, String reason) implements CallRequest {}

    record Unrecognised(String callId, String tenant) implements CallRequest {}
}
