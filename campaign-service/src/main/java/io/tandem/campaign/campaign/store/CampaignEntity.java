package io.tandem.campaign.campaign.store;

import io.tandem.campaign.campaign.Campaign;
import io.tandem.campaign.campaign.CampaignSettings;
import io.tandem.campaign.campaign.CampaignState;
import io.tandem.campaign.contact.RetryRule;
import io.tandem.contracts.Screening;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A campaign's row, but for the version of its events and its progress: those are written by statements only. */
@Entity
@Table(name = "campaign")
class CampaignEntity {

    @Id
    String id;

    String tenant;
    String name;
    String mode;

    @Column(name = "max_concurrent")
    int maxConcurrent;

    String[] agents;
    String[] trunks;

    @Column(name = "caller_ids")
    String[] callerIds;

    @Column(name = "ring_timeout_seconds")
    int ringTimeoutSeconds;

    @Convert(converter = RetryColumn.class)
    List<RetryRule> retry;

    @Column(name = "wrap_up_seconds")
    int wrapUpSeconds;

    @Convert(converter = ScreeningColumn.class)
    @Nullable
    Screening amd;

    boolean record;

    @Column(name = "record_inside_only")
    boolean recordInsideOnly;

    @Enumerated(EnumType.STRING)
    CampaignState state;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    @Column(name = "started_at")
    @Nullable
    Instant startedAt;

    @Column(name = "completed_at")
    @Nullable
    Instant completedAt;

    protected CampaignEntity() {}

    CampaignEntity(String tenant, String id, CampaignSettings settings, Instant now) {
        this.id = id;
        this.tenant = tenant;
        this.mode = CampaignSettings.PROGRESSIVE;
        this.state = CampaignState.DRAFT;
        this.createdAt = now;
        set(settings, now);
    }

    final void set(CampaignSettings settings, Instant now) {
        name = settings.name();
        maxConcurrent = settings.maxConcurrent();
        agents = settings.agents().toArray(String[]::new);
        trunks = settings.trunks().toArray(String[]::new);
        callerIds = settings.callerIds().toArray(String[]::new);
        ringTimeoutSeconds = (int) settings.ringTimeout().toSeconds();
        retry = settings.retry();
        wrapUpSeconds = (int) settings.wrapUp().toSeconds();
        amd = settings.amd();
        record = settings.record();
        recordInsideOnly = settings.recordInsideOnly();
        updatedAt = now;
    }

    void move(CampaignState next, Instant now) {
        state = next;
        updatedAt = now;
        if (next == CampaignState.RUNNING && startedAt == null) {
            startedAt = now;
        }
        if (next == CampaignState.STOPPED) {
            completedAt = now;
        }
    }

    Campaign campaign() {
        var settings = new CampaignSettings(
                name,
                maxConcurrent,
                List.of(agents),
                List.of(trunks),
                List.of(callerIds),
                Duration.ofSeconds(ringTimeoutSeconds),
                retry,
                Duration.ofSeconds(wrapUpSeconds),
                amd,
                record,
                recordInsideOnly);
        return new Campaign(id, settings, state, createdAt, updatedAt, startedAt, completedAt);
    }
}
