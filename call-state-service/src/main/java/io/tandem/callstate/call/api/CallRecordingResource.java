package io.tandem.callstate.call.api;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.call.Ask;
import io.tandem.callstate.call.CallView;
import io.tandem.callstate.recording.RecordingView;
import io.tandem.callstate.recording.store.RecordingTable;
import io.tandem.edge.tenancy.Caller;
import io.tandem.edge.tenancy.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** The recordings of a call, begun and ended while it talks; as {@link CallControlResource}. */
@Path("/api/v1/calls")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.ADMIN, Role.SUPERVISOR, Role.AGENT, Role.INTEGRATION})
public class CallRecordingResource {

    private static final String KEY = "Idempotency-Key";

    private final Caller caller;
    private final OwnCalls own;
    private final CallsDesk calls;
    private final ControlDesk control;
    private final RecordingTable recordings;

    CallRecordingResource(
            Caller caller, OwnCalls own, CallsDesk calls, ControlDesk control, RecordingTable recordings) {
        this.caller = caller;
        this.own = own;
        this.calls = calls;
        this.control = control;
        this.recordings = recordings;
    }

    @POST
    @Path("{id}/recording/start")
    @ResponseStatus(202)
    @Operation(description = "What both parties say is recorded from now on; told as call.recording-started.")
    public Uni<CallView> start(@PathParam("id") String id, @HeaderParam(KEY) @Nullable String key) {
        return ask(id, key, new Ask.StartRecording());
    }

    @POST
    @Path("{id}/recording/stop")
    @ResponseStatus(202)
    @Operation(description = "Told as call.recording-stopped. A later start begins another recording.")
    public Uni<CallView> stop(@PathParam("id") String id, @HeaderParam(KEY) @Nullable String key) {
        return ask(id, key, new Ask.StopRecording());
    }

    @POST
    @Path("{id}/recording/pause")
    @ResponseStatus(202)
    @Operation(description = "Silence is recorded until it is resumed; told as call.recording-paused.")
    public Uni<CallView> pause(@PathParam("id") String id, @HeaderParam(KEY) @Nullable String key) {
        return ask(id, key, new Ask.PauseRecording());
    }

    @POST
    @Path("{id}/recording/resume")
    @ResponseStatus(202)
    @Operation(description = "Told as call.recording-resumed.")
    public Uni<CallView> resume(@PathParam("id") String id, @HeaderParam(KEY) @Nullable String key) {
        return ask(id, key, new Ask.ResumeRecording());
    }

    /** In the order in which they were asked for. */
    @GET
    @Path("{id}/recordings")
    public Uni<List<RecordingView>> list(@PathParam("id") String id) {
        var tenant = caller.tenant();
        return own.find(id).chain(() -> recordings.ofCall(tenant, id));
    }

    private Uni<CallView> ask(String id, @Nullable String key, Ask.Record wanted) {
        var tenant = caller.tenant();
        return calls.find(tenant, id)
                .invoke(call -> caller.mustBeAllowedToActFor(String.valueOf(call.agentId())))
                .chain(call -> control.ask(call, wanted, key))
                .chain(() -> calls.find(tenant, id));
    }
}
