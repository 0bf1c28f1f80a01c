package io.tandem.edge.tenancy;

/** Roles of a token, as its claim {@code groups} names them. */
public final class Role {

    public static final String ADMIN = "admin";
    public static final String SUPERVISOR = "supervisor";
    public static final String AGENT = "agent";
    public static final String INTEGRATION = "integration";

    private Role() {}
}
