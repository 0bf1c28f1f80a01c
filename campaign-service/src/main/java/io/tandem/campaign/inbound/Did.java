package io.tandem.campaign.inbound;

/** A number of ours that is called from outside; as in {@link io.tandem.contracts.DirectoryEntry.Did}. {@code id}: E.164. */
public record Did(String id, String name, Target to, int priority, boolean record) {}
