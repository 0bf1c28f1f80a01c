package io.tandem.callstate.call.api;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.call.callback.CallbackEntry;
import io.tandem.callstate.call.callback.CallbackFilter;
import io.tandem.callstate.call.callback.CallbackState;
import io.tandem.callstate.call.callback.CallbackTable;
import io.tandem.callstate.viewer.Viewer;
import io.tandem.edge.paging.Cursor;
import io.tandem.edge.paging.Limit;
import io.tandem.edge.paging.Page;
import io.tandem.edge.problem.ProblemException;
import io.tandem.edge.tenancy.Caller;
import io.tandem.edge.tenancy.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;

/** {@code /callbacks}: people who are to be called back, whoever asked for it. An agent sees and changes those that they asked for. */
@Path("/api/v1/callbacks")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.ADMIN, Role.SUPERVISOR, Role.AGENT, Role.INTEGRATION})
public class CallbacksResource {

    private final Caller caller;
    private final Viewer viewer;
    private final CallbacksDesk desk;
    private final CallbackTable table;

    CallbacksResource(Caller caller, Viewer viewer, CallbacksDesk desk, CallbackTable table) {
        this.caller = caller;
        this.viewer = viewer;
        this.desk = desk;
        this.table = table;
    }

    @POST
    @Operation(
            description =
                    "Has somebody called by an agent of the queue, in the place of one who comes at notBefore. Whoever is not reached is"
                            + " tried again as the configuration says, and then given up; each attempt is told.")
    public Uni<RestResponse<CallbackView>> create(
            @NotNull @Valid CallbackBody wanted,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            SecurityContext who) {
        return desk.create(
                        caller.tenant(), wanted, name(who), viewer.onlyAgent().orElse(null), key)
                .map(entry -> ResponseBuilder.create(Status.CREATED, CallbackView.of(entry))
                        .location(URI.create("/api/v1/callbacks/" + entry.callbackId()))
                        .build());
    }

    /** Newest first. */
    @GET
    public Uni<Page<CallbackView>> list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("queueId") @Nullable String queueId,
            @QueryParam("number") @Nullable String number,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var most = Limit.of(limit);
        var filter = new CallbackFilter(
                state(state),
                queueId,
                number == null ? null : number.replace(' ', '+'),
                viewer.onlyAgent().orElse(null));
        return table.list(caller.tenant(), filter, Cursor.decode(cursor).orElse(null), most + 1)
                .map(found -> Page.cut(found, most, CallbackEntry::callbackId).map(CallbackView::of));
    }

    @GET
    @Path("{id}")
    public Uni<CallbackView> get(@PathParam("id") String id) {
        return own(id).map(CallbackView::of);
    }

    /** As it is to be, whole. 409 where it does not wait any more. */
    @PUT
    @Path("{id}")
    public Uni<CallbackView> change(@PathParam("id") String id, @NotNull @Valid CallbackBody wanted) {
        return own(id).chain(entry -> desk.change(entry, wanted)).map(CallbackView::of);
    }

    /** It stays readable, as CANCELLED. 409 while they are being called, or where it is over. */
    @DELETE
    @Path("{id}")
    public Uni<Void> cancel(@PathParam("id") String id, SecurityContext who) {
        var by = name(who);
        return own(id).chain(entry -> desk.cancel(entry, by));
    }

    private Uni<CallbackEntry> own(String id) {
        var only = viewer.onlyAgent();
        return desk.find(caller.tenant(), id).invoke(entry -> {
            if (only.isPresent() && !only.get().equals(entry.asker().agentId())) {
                throw ProblemException.notFound("callback", id);
            }
        });
    }

    private static String name(SecurityContext who) {
        return who.getUserPrincipal().getName();
    }

    private static @Nullable CallbackState state(@Nullable String state) {
        return state == null
                ? null
                : Stream.of(CallbackState.values())
                        .filter(known -> known.name().equals(state))
                        .findFirst()
                        .orElseThrow(() ->
                                ProblemException.invalid("state", "is one of " + List.of(CallbackState.values())));
    }
}
