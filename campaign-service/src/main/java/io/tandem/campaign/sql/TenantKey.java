package io.tandem.campaign.sql;

import jakarta.persistence.Embeddable;

/** The key of a row whose id its caller may choose: unique within the tenant. */
@Embeddable
public record TenantKey(String tenant, String id) {}
