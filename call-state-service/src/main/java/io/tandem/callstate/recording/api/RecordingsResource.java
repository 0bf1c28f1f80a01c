package io.tandem.callstate.recording.api;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.recording.ByteRange;
import io.tandem.callstate.recording.RecordingView;
import io.tandem.callstate.recording.store.Erasure;
import io.tandem.callstate.recording.store.RecordingFiles;
import io.tandem.callstate.recording.store.RecordingTable;
import io.tandem.callstate.viewer.Viewer;
import io.tandem.edge.phone.PhoneNumber;
import io.tandem.edge.problem.ProblemException;
import io.tandem.edge.tenancy.Caller;
import io.tandem.edge.tenancy.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.PathPart;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;

/** {@code /recordings}. Of another tenant's, and for an agent of another agent's, it is as if there were none. */
@Path("/api/v1/recordings")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.ADMIN, Role.SUPERVISOR, Role.AGENT, Role.INTEGRATION})
public class RecordingsResource {

    private static final String WAV = "audio/wav";
    private static final int PARTIAL_CONTENT = 206;

    private final Caller caller;
    private final Viewer viewer;
    private final RecordingTable table;
    private final RecordingFiles files;
    private final Erasure erasure;
    private final InstantSource clock;

    RecordingsResource(
            Caller caller,
            Viewer viewer,
            RecordingTable table,
            RecordingFiles files,
            Erasure erasure,
            InstantSource clock) {
        this.caller = caller;
        this.viewer = viewer;
        this.table = table;
        this.files = files;
        this.erasure = erasure;
        this.clock = clock;
    }

    public record Erased(int erased) {}

    @GET
    @Path("{id}")
    public Uni<RecordingView> get(@PathParam("id") String id) {
        return own(caller.tenant(), id);
    }

    @GET
    @Path("{id}/audio")
    @Produces(WAV)
    @Operation(description = "A WAV of two channels, the agent left, the customer right. Range as in RFC 9110.")
    public Uni<RestResponse<PathPart>> audio(@PathParam("id") String id, @HeaderParam("Range") @Nullable String range) {
        return stored(id).map(audio -> switch (ByteRange.of(range, audio.size())) {
            case ByteRange.Whole _ -> sound(Status.OK.getStatusCode(), audio, new ByteRange.Part(0, audio.size() - 1));
            case ByteRange.Part part -> sound(PARTIAL_CONTENT, audio, part);
            case ByteRange.Outside _ ->
                ResponseBuilder.<PathPart>create(Status.REQUESTED_RANGE_NOT_SATISFIABLE)
                        .header("Content-Range", "bytes */" + audio.size())
                        .build();
        });
    }

    @HEAD
    @Path("{id}/audio")
    @Produces(WAV)
    public Uni<RestResponse<Void>> describe(@PathParam("id") String id) {
        return stored(id).map(audio -> ResponseBuilder.<Void>create(Status.OK)
                .header("Accept-Ranges", "bytes")
                .header("Content-Type", WAV)
                .header("Content-Length", audio.size())
                .build());
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed({Role.ADMIN, Role.SUPERVISOR})
    @Operation(description = "Nobody finds it from now on; the file goes at once, or as soon as it is off the PBX.")
    public Uni<RestResponse<Void>> erase(@PathParam("id") String id) {
        return erase(new RecordingTable.Whose(id, null, null)).map(count -> {
            if (count == 0) {
                throw ProblemException.notFound("recording", id);
            }
            return RestResponse.noContent();
        });
    }

    @DELETE
    @RolesAllowed({Role.ADMIN, Role.SUPERVISOR})
    @Operation(description = "All recordings of a call, or of a customer's number: exactly one of the two is given.")
    public Uni<Erased> eraseAll(
            @QueryParam("callId") @Nullable String callId, @QueryParam("number") @Nullable String number) {
        if ((callId == null) == (number == null)) {
            throw ProblemException.invalid("callId", "exactly one of callId and number is given");
        }
        return erase(new RecordingTable.Whose(null, callId, number == null ? null : e164(number)))
                .map(Erased::new);
    }

    private Uni<Integer> erase(RecordingTable.Whose whose) {
        return table.erase(caller.tenant(), whose, clock.instant()).call(erasure::run);
    }

    private static String e164(String number) {
        return PhoneNumber.parse(number.replace(' ', '+'))
                .orElseThrow(() -> ProblemException.invalid("number", "is not an international telephone number"))
                .e164();
    }

    private static RestResponse<PathPart> sound(int status, RecordingFiles.Audio audio, ByteRange.Part part) {
        var response = ResponseBuilder.<PathPart>create(status)
                .entity(new PathPart(audio.file(), part.first(), part.length()))
                .header("Accept-Ranges", "bytes");
        return (status == PARTIAL_CONTENT
                        ? response.header(
                                "Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + audio.size())
                        : response)
                .build();
    }

    private Uni<RecordingFiles.Audio> stored(String id) {
        var tenant = caller.tenant();
        return own(tenant, id).chain(recording -> {
            if (!recording.hasAudio()) {
                throw ProblemException.conflict("recording " + id + " is not stored, but " + recording.state());
            }
            return files.find(tenant, id)
                    .map(audio -> audio.orElseThrow(() -> ProblemException.notFound("audio of recording", id)));
        });
    }

    private Uni<RecordingView> own(String tenant, String id) {
        var only = viewer.onlyAgent();
        return table.find(tenant, id)
                .map(found -> found.filter(r -> only.isEmpty() || only.get().equals(r.agentId()))
                        .orElseThrow(() -> ProblemException.notFound("recording", id)));
    }
}
