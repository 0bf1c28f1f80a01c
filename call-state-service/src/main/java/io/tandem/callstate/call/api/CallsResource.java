package io.tandem.callstate.call.api;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.call.CallFilter;
import io.tandem.callstate.call.CallView;
import io.tandem.callstate.call.TimelineEntry;
import io.tandem.callstate.call.history.Dispositions;
import io.tandem.callstate.viewer.Viewer;
import io.tandem.contracts.CallOutcome;
import io.tandem.contracts.CallState;
import io.tandem.edge.paging.Limit;
import io.tandem.edge.paging.Page;
import io.tandem.edge.problem.ProblemException;
import io.tandem.edge.screening.AmdBody;
import io.tandem.edge.tenancy.Caller;
import io.tandem.edge.tenancy.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** {@code /calls}: start, look at and hang up calls. */
@Path("/api/v1/calls")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.ADMIN, Role.SUPERVISOR, Role.AGENT, Role.INTEGRATION})
public class CallsResource {

    private static final int MOST_METADATA = 50;

    private final Caller caller;
    private final Viewer viewer;
    private final CallsDesk desk;
    private final OwnCalls calls;
    private final Dispositions dispositions;

    CallsResource(Caller caller, Viewer viewer, CallsDesk desk, OwnCalls calls, Dispositions dispositions) {
        this.caller = caller;
        this.viewer = viewer;
        this.desk = desk;
        this.calls = calls;
        this.dispositions = dispositions;
    }

    /** {@code recordInsideOnly}: a recording is stopped before somebody at a number outside gets the call. */
    public record NewCall(
            @NotBlank String agentId,
            @NotBlank String to,
            @Nullable String callerId,
            @Nullable String trunkId,
            @Nullable Boolean record,
            @Nullable Boolean recordInsideOnly,
            @Nullable @Valid AmdBody amd,
            @Nullable Map<String, String> metadata) {}

    public record Started(String callId, CallState state) {}

    @POST
    public Uni<RestResponse<Started>> start(
            @NotNull @Valid NewCall call, @HeaderParam("Idempotency-Key") @Nullable String key) {
        var tenant = caller.tenant();
        caller.mustBeAllowedToActFor(call.agentId());
        if (call.metadata() != null && call.metadata().size() > MOST_METADATA) {
            throw ProblemException.invalid("metadata", "at most " + MOST_METADATA + " entries");
        }
        return desk.start(tenant, call, key)
                .map(callId -> RestResponse.ResponseBuilder.<Started>create(RestResponse.Status.ACCEPTED)
                        .location(URI.create("/api/v1/calls/" + callId))
                        .entity(new Started(callId, CallState.REQUESTED))
                        .build());
    }

    @GET
    public Uni<Page<CallView>> list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("agentId") @Nullable String agentId,
            @QueryParam("campaignId") @Nullable String campaignId,
            @QueryParam("number") @Nullable String number,
            @QueryParam("outcome") @Nullable String outcome,
            @QueryParam("since") @Nullable String since,
            @QueryParam("until") @Nullable String until,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var filter = new CallFilter(
                state == null ? null : constant(CallState.class, "state", state),
                viewer.onlyAgent().orElse(agentId),
                campaignId,
                number == null ? null : number.replace(' ', '+'),
                outcome == null ? null : constant(CallOutcome.class, "outcome", outcome),
                instant("since", since),
                instant("until", until));
        return desk.list(caller.tenant(), filter, Limit.of(limit), cursor);
    }

    @GET
    @Path("{id}")
    public Uni<CallWithDisposition> get(@PathParam("id") String id) {
        return calls.find(id).chain(call -> dispositions
                .of(call.tenant(), id)
                .map(said -> new CallWithDisposition(call, said.orElse(null))));
    }

    @GET
    @Path("{id}/timeline")
    public Uni<List<TimelineEntry>> timeline(@PathParam("id") String id) {
        var tenant = caller.tenant();
        return calls.find(id).chain(call -> desk.timeline(tenant, id));
    }

    @POST
    @Path("{id}/hangup")
    @ResponseStatus(202)
    public Uni<CallView> hangUp(@PathParam("id") String id) {
        var tenant = caller.tenant();
        return calls.find(id).chain(call -> desk.hangUp(tenant, id));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String field, String value) {
        try {
            return Enum.valueOf(type, value);
        } catch (IllegalArgumentException _) {
            throw ProblemException.invalid(field, "is one of " + List.of(type.getEnumConstants()));
        }
    }

    private static @Nullable Instant instant(String field, @Nullable String value) {
        try {
            return value == null ? null : Instant.parse(value);
        } catch (DateTimeException _) {
            throw ProblemException.invalid(field, "is a time such as 2026-11-21T10:00:00Z");
        }
    }
}
