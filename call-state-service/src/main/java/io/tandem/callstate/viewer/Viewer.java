package io.tandem.callstate.viewer;

import io.quarkus.security.identity.SecurityIdentity;
import io.tandem.edge.tenancy.Caller;
import io.tandem.edge.tenancy.Role;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.stream.Stream;

/** Whose calls the caller may see. */
@RequestScoped
public class Viewer {

    private final Caller caller;
    private final SecurityIdentity identity;

    Viewer(Caller caller, SecurityIdentity identity) {
        this.caller = caller;
        this.identity = identity;
    }

    /** The agent to whose calls the caller is confined; empty for those who see all of the tenant. */
    public Optional<String> onlyAgent() {
        boolean seesAll =
                Stream.of(Role.ADMIN, Role.SUPERVISOR, Role.INTEGRATION).anyMatch(identity::hasRole);
        return seesAll ? Optional.empty() : Optional.of(caller.agentId().orElse(""));
    }
}
