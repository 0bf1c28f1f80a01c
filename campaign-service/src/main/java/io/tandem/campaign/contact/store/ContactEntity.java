package io.tandem.campaign.contact.store;

import io.tandem.campaign.contact.Contact;
import io.tandem.campaign.contact.ContactState;
import io.tandem.contracts.CallOutcome;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A contact's row, for reading: rows are written many at a time by statements. */
@Entity
@Immutable
@Table(name = "contact")
class ContactEntity {

    @Id
    String id;

    String tenant;

    @Column(name = "campaign_id")
    String campaignId;

    long position;
    String number;

    @Nullable
    String name;

    @Convert(converter = MetadataColumn.class)
    Map<String, String> metadata;

    @Enumerated(EnumType.STRING)
    ContactState state;

    @Enumerated(EnumType.STRING)
    @Nullable
    CallOutcome outcome;

    @Nullable
    String reason;

    int attempts;

    @Column(name = "next_attempt_at")
    Instant nextAttemptAt;

    @Column(name = "last_attempt_at")
    @Nullable
    Instant lastAttemptAt;

    @Column(name = "agent_id")
    @Nullable
    String agentId;

    protected ContactEntity() {}

    Contact contact() {
        boolean waits = state == ContactState.PENDING || state == ContactState.RETRY;
        return new Contact(
                id,
                campaignId,
                number,
                name,
                metadata,
                state,
                outcome,
                attempts,
                waits ? nextAttemptAt : null,
                lastAttemptAt,
                agentId,
                reason);
    }
}
