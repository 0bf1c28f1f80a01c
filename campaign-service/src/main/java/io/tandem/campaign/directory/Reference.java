package io.tandem.campaign.directory;

/**
 * An entry names another one of its tenant, which must be there.
 *
 * @param field of the body that names it
 * @param kind {@code agent}, {@code queue} or {@code menu}
 */
public record Reference(String field, String kind, String id) {}
