package io.tandem.local.token;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who a token is for. */
public record Claims(String role, String tenant, Optional<String> agent) {

    private static final Set<String> ROLES = Set.of("admin", "supervisor", "agent", "integration");

    public static final String DEFAULT_TENANT = "acme";

    public Claims {
        if (!ROLES.contains(role)) {
            throw new IllegalArgumentException("\"" + role + "\" is no role; roles are "
                    + String.join(", ", List.of("admin", "supervisor", "agent", "integration")));
        }
        if (tenant.isBlank()) {
            throw new IllegalArgumentException("the tenant is blank");
        }
    }

    public static Claims admin() {
        return new Claims("admin", DEFAULT_TENANT, Optional.empty());
    }

    /** Also what the token's {@code upn} says, which services take for the caller's name. */
    String subject() {
        return agent.map(id -> "agent-" + id).orElse("local-" + role);
    }
}
