package io.tandem.amigateway.entry;

/** Where an entry stands. The later one here wins: a whole entry, never field by field. */
public enum Origin {
    DIRECTORY,
    CONFIGURATION,
    FILE
}
