package io.tandem.campaign.pacing.store;

import io.tandem.campaign.pacing.Attempt;
import io.tandem.campaign.pacing.AttemptState;
import io.tandem.contracts.CallOutcome;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** An attempt's row, for reading: it is written by statements only. */
@Entity
@Immutable
@Table(name = "attempt")
class AttemptEntity {

    @Id
    @Column(name = "call_id")
    String callId;

    String tenant;

    @Column(name = "campaign_id")
    String campaignId;

    @Column(name = "contact_id")
    String contactId;

    String number;

    @Column(name = "agent_id")
    String agentId;

    @Column(name = "trunk_id")
    @Nullable
    String trunkId;

    @Enumerated(EnumType.STRING)
    AttemptState state;

    @Enumerated(EnumType.STRING)
    @Nullable
    CallOutcome outcome;

    @Column(name = "hangup_cause")
    @Nullable
    String hangupCause;

    @Column(name = "claimed_at")
    Instant claimedAt;

    @Column(name = "requested_at")
    @Nullable
    Instant requestedAt;

    @Column(name = "ended_at")
    @Nullable
    Instant endedAt;

    protected AttemptEntity() {}

    Attempt attempt() {
        return new Attempt(
                callId,
                contactId,
                number,
                agentId,
                trunkId,
                state,
                outcome,
                hangupCause,
                claimedAt,
                requestedAt,
                endedAt);
    }
}
