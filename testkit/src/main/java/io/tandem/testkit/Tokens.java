package io.tandem.testkit;

import io.smallrye.jwt.build.Jwt;
import java.time.Duration;

/** Bearer tokens signed with the test key pair; services in test accept them ({@code test-public-key.pem}). */
public final class Tokens {

    /** A token of the tenant {@code acme} with the role. */
    public static String of(String role) {
        return of("acme", role);
    }

    public static String of(String tenant, String role) {
        return builder(tenant, role).sign(KEY);
    }

    public static String ofAgent(String tenant, String agentId) {
        return builder(tenant, "agent").claim("agent", agentId).sign(KEY);
    }

    /** Valid but for its claim {@code tenant}, which is missing. */
    public static String withoutTenant(String role) {
        return Jwt.issuer("https://tandem.local")
                .subject("test")
                .groups(role)
                .expiresIn(Duration.ofHours(1))
                .sign(KEY);
    }

    private static final String KEY = "test-private-key.pem";

    private static io.smallrye.jwt.build.JwtClaimsBuilder builder(String tenant, String role) {
        return Jwt.issuer("https://tandem.local")
                .subject("test-" + role)
                .groups(role)
                .claim("tenant", tenant)
                .expiresIn(Duration.ofHours(1));
    }

    private Tokens() {}
}
