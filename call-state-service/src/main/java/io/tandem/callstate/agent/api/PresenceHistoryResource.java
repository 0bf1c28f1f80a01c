package io.tandem.callstate.agent.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.tandem.callstate.agent.PresencePeriod;
import io.tandem.callstate.agent.history.PresenceHistory;
import io.tandem.contracts.AgentStatus;
import io.tandem.edge.paging.Cursor;
import io.tandem.edge.paging.Limit;
import io.tandem.edge.paging.Page;
import io.tandem.edge.problem.ProblemException;
import io.tandem.edge.tenancy.Caller;
import io.tandem.edge.tenancy.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** {@code /presence/{agentId}/history}: what an agent was, when, and for how long. */
@Path("/api/v1/presence/{agentId}/history")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.ADMIN, Role.SUPERVISOR, Role.AGENT, Role.INTEGRATION})
public class PresenceHistoryResource {

    private static final Duration USUAL = Duration.ofHours(24);

    private final Caller caller;
    private final PresenceDesk desk;
    private final PresenceHistory history;
    private final InstantSource clock;

    PresenceHistoryResource(Caller caller, PresenceDesk desk, PresenceHistory history, InstantSource clock) {
        this.caller = caller;
        this.desk = desk;
        this.history = history;
        this.clock = clock;
    }

    /** {@code seconds}: in each status, of the whole time that was asked for and not of this page alone. */
    public record Report(
            Instant since,
            Instant until,
            Map<AgentStatus, Double> seconds,
            List<PresencePeriod> items,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String next) {
        public Report {
            seconds = Map.copyOf(seconds);
            items = List.copyOf(items);
        }
    }

    @GET
    @Operation(
            description = "Periods that touch [since, until), newest first; the last 24 hours where nothing is said."
                    + " seconds: how much of a period is in there. An agent sees their own only.")
    public Uni<Report> history(
            @PathParam("agentId") String agentId,
            @QueryParam("since") @Nullable String since,
            @QueryParam("until") @Nullable String until,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        caller.mustBeAllowedToActFor(agentId);
        var now = clock.instant();
        int count = Limit.of(limit);
        var before = version(cursor);
        var window = window(agentId, since, until, now);
        return history.periods(window, now, before, count + 1)
                .chain(found -> history.totals(window, now).map(totals -> {
                    if (totals.isEmpty()) {
                        desk.mustExist(window.tenant(), agentId);
                    }
                    var page = Page.cut(found, count, period -> Long.toString(period.version()));
                    return new Report(window.since(), window.until(), totals, page.items(), page.next());
                }));
    }

    private PresenceHistory.Window window(String agentId, @Nullable String since, @Nullable String until, Instant now) {
        var end = until == null ? now : instant("until", until);
        var begin = since == null ? end.minus(USUAL) : instant("since", since);
        if (!begin.isBefore(end)) {
            throw ProblemException.invalid("since", "is before until");
        }
        return new PresenceHistory.Window(caller.tenant(), agentId, begin, end);
    }

    private static @Nullable Long version(@Nullable String cursor) {
        try {
            return Cursor.decode(cursor).map(Long::valueOf).orElse(null);
        } catch (NumberFormatException _) {
            throw ProblemException.badRequest("cursor is not one that this API gave");
        }
    }

    private static Instant instant(String field, String value) {
        try {
            return Instant.parse(value);
        } catch (DateTimeException _) {
            throw ProblemException.invalid(field, "is a time such as 2026-11-21T10:00:00Z");
        }
    }
}
