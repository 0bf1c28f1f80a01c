package io.tandem.edge.tenancy;

import io.tandem.edge.problem.ProblemException;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Whoever sent the request. Every query carries {@link #tenant()}. */
@RequestScoped
public class Caller {

    private final JsonWebToken token;

    Caller(JsonWebToken token) {
        this.token = token;
    }

    /** Claim {@code tenant}; a token without one is refused with 403. */
    public String tenant() {
        String tenant = token.getClaim("tenant");
        if (tenant == null || tenant.isBlank()) {
            throw ProblemException.forbidden("the token has no claim 'tenant'");
        }
        return tenant;
    }

    /** Claim {@code agent}: the agentId for whom a token of the role agent speaks. */
    public Optional<String> agentId() {
        return Optional.ofNullable(token.<String>getClaim("agent"));
    }

    /** An agent acts for themselves only; every other role may act for any agent of the tenant. */
    public void mustBeAllowedToActFor(String agentId) {
        var groups = token.getGroups();
        boolean onlyAgent = groups.contains(Role.AGENT)
                && !groups.contains(Role.ADMIN)
                && !groups.contains(Role.SUPERVISOR)
                && !groups.contains(Role.INTEGRATION);
        if (onlyAgent && !agentId().filter(agentId::equals).isPresent()) {
            throw ProblemException.forbidden("an agent acts on their own calls only");
        }
    }
}
