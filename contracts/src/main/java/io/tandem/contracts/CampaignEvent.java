package io.tandem.contracts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happened to a campaign; keyed by campaignId. The event's id is {@code <campaignId>:<version>}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", defaultImpl = CampaignEvent.Unrecognised.class)
@JsonSubTypes({
    @JsonSubTypes.Type(CampaignEvent.Started.class),
    @JsonSubTypes.Type(CampaignEvent.Paused.class),
    @JsonSubTypes.Type(CampaignEvent.Stopped.class),
    @JsonSubTypes.Type(CampaignEvent.Progress.class),
    @JsonSubTypes.Type(CampaignEvent.Completed.class),
    @JsonSubTypes.Type(CampaignEvent.ContactCompleted.class),
})
@JsonIgnoreProperties(ignoreUnknown = true)
public sealed interface CampaignEvent {

    String campaignId();

    String tenant();

    long version();

    Instant at();

    String name();

    /** Also after a pause. */
    @JsonTypeName("campaign.started.v1")
    record Started(String campaignId, String tenant, long version, Instant at, String name) implements CampaignEvent {}

    @JsonTypeName("campaign.paused.v1")
    record Paused(String campaignId, String tenant, long version, Instant at, String name) implements CampaignEvent {}

    @JsonTypeName("campaign.stopped.v1")
    record Stopped(String campaignId, String tenant, long version, Instant at, String name) implements CampaignEvent {}

    /** {@code contacts}: how many contacts are in each state. */
    @JsonTypeName("campaign.progress.v1")
    record Progress(String campaignId, String tenant, long version, Instant at, String name, Map<String, Long> contacts)
            implements CampaignEvent {
        public Progress {
            contacts = Map.copyOf(contacts);
        }
    }

    /** Every contact has a final state; {@code outcomes}: how many contacts ended with each outcome. */
    @JsonTypeName("campaign.completed.v1")
    record Completed(
            String campaignId, String tenant, long version, Instant at, String name, Map<String, Long> outcomes)
            implements CampaignEvent {
        public Completed {
            outcomes = Map.copyOf(outcomes);
        }
    }

    @JsonTypeName("contact.completed.v1")
    record ContactCompleted(
            String campaignId,
            String tenant,
            long version,
            Instant at,
            String name,
            String contactId,
            String state,
            @Nullable CallOutcome outcome,
            int attempts)
            implements CampaignEvent {}

    record Unrecognised(String campaignId, String tenant, long version, Instant at, String name)
            implements CampaignEvent {}
}
