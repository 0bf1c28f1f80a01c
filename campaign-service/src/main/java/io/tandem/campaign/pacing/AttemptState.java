package io.tandem.campaign.pacing;

/** How far an attempt is. */
public enum AttemptState {
    /** Written down; its request may or may not have been published. */
    CLAIMED,
    /** Kafka has its request. */
    REQUESTED,
    /** call-state-service told of the call. */
    CONFIRMED,
    ENDED
}
