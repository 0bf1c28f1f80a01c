package io.tandem.campaign.campaign;

/** Where a campaign is. */
public enum CampaignState {
    DRAFT,
    RUNNING,
    PAUSED,
    STOPPED,
    COMPLETED
}
