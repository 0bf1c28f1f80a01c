package io.tandem.campaign.tick;

/** A CDI event: something happened after which an agent may get a contact (an agent became free, an attempt ended, a campaign started). */
public record PacingDue() {}
