package io.tandem.campaign.pacing.api;

import static io.tandem.edge.tenancy.Role.ADMIN;
import static io.tandem.edge.tenancy.Role.AGENT;
import static io.tandem.edge.tenancy.Role.INTEGRATION;
import static io.tandem.edge.tenancy.Role.SUPERVISOR;

import io.smallrye.mutiny.Uni;
import io.tandem.campaign.pacing.Attempt;
import io.tandem.campaign.pacing.AttemptState;
import io.tandem.campaign.pacing.store.Attempts;
import io.tandem.edge.paging.Cursor;
import io.tandem.edge.paging.Limit;
import io.tandem.edge.paging.Page;
import io.tandem.edge.problem.ProblemException;
import io.tandem.edge.tenancy.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/campaigns/{id}/attempts}: the attempts of a campaign. */
@Path("/api/v1/campaigns/{id}/attempts")
@Tag(name = "Campaigns")
@RolesAllowed({ADMIN, SUPERVISOR, INTEGRATION, AGENT})
public class AttemptsResource {

    private final Attempts attempts;
    private final Caller caller;

    AttemptsResource(Attempts attempts, Caller caller) {
        this.attempts = attempts;
        this.caller = caller;
    }

    @GET
    public Uni<Page<Attempt>> list(
            @RestPath String id,
            @RestQuery @Nullable String state,
            @RestQuery @Nullable Integer limit,
            @RestQuery @Nullable String cursor) {
        int size = Limit.of(limit);
        return attempts.after(
                        caller.tenant(), id, state(state), Cursor.decode(cursor).orElse(""), size + 1)
                .map(found -> Page.cut(found, size, Attempt::callId));
    }

    private static Optional<AttemptState> state(@Nullable String asked) {
        if (asked == null) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(AttemptState.values())
                .filter(state -> state.name().equals(asked))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("state", "is no state of an attempt")));
    }
}
