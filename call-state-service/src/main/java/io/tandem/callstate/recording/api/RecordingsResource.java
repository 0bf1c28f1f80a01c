package io.tandem.callstate.recording.api;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.tandem.callstate.recording.ByteRange;
import io.tandem.callstate.recording.RecordingView;
import io.tandem.callstate.recording.store.Erasure;
import io.tandem.callstate.recording.store.RecordingFiles;
import io.tandem.callstate.recording.store.RecordingTable;
import io.tandem.callstate.recording.store.Sound;
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
import java.io.UncheckedIOException;
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
    public Uni<RestResponse<Object>> audio(@PathParam("id") String id, @HeaderParam("Range") @Nullable String range) {
        var tenant = caller.tenant();
        return stored(tenant, id).chain(size -> switch (ByteRange.of(range, size)) {
            case ByteRange.Whole _ ->
                sound(tenant, id, new ByteRange.Part(0, size - 1)).map(ResponseBuilder::build);
            case ByteRange.Part part ->
                sound(tenant, id, part).map(whole -> whole.status(PARTIAL_CONTENT)
                        .header("Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + size)
                        .build());
            case ByteRange.Outside _ ->
                Uni.createFrom()
                        .item(ResponseBuilder.create(Status.REQUESTED_RANGE_NOT_SATISFIABLE)
                                .header("Content-Range", "bytes */" + size)
                                .build());
        });
    }

    @HEAD
    @Path("{id}/audio")
    @Produces(WAV)
    public Uni<RestResponse<Void>> describe(@PathParam("id") String id) {
        return stored(caller.tenant(), id).map(size -> ResponseBuilder.<Void>create(Status.OK)
                .header("Accept-Ranges", "bytes")
                .header("Content-Type", WAV)
                .header("Content-Length", size)
                .build());
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed({Role.ADMIN, Role.SUPERVISOR})
    @Operation(
            description =
                    "Nobody finds it from now on; the file goes at once, or as soon as the PBX and the store let it go.")
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

    private Uni<ResponseBuilder<Object>> sound(String tenant, String id, ByteRange.Part part) {
        return asked(files.open(tenant, id, part))
                .map(sound -> ResponseBuilder.<Object>create(Status.OK.getStatusCode())
                        .entity(entity(sound.orElseThrow(() -> noAudio(id))))
                        .header("Accept-Ranges", "bytes"));
    }

    private static Object entity(Sound sound) {
        return switch (sound) {
            case Sound.InFile(var file, long first, long count) -> new PathPart(file, first, count);
            case Sound.Streamed streamed -> streamed;
        };
    }

    /** The size of its file. */
    private Uni<Long> stored(String tenant, String id) {
        return own(tenant, id).chain(recording -> {
            if (!recording.hasAudio()) {
                throw ProblemException.conflict("recording " + id + " is not stored, but " + recording.state());
            }
            return asked(files.size(tenant, id)).map(size -> size.orElseThrow(() -> noAudio(id)));
        });
    }

    private static ProblemException noAudio(String id) {
        return ProblemException.notFound("audio of recording", id);
    }

    /** What is wrong with the store is for those who run it. */
    private static <T> Uni<T> asked(Uni<T> store) {
        return store.onFailure(UncheckedIOException.class)
                .invoke(failure -> Log.errorf("the store of recordings fails, why=%s", failure.getMessage()))
                .onFailure(UncheckedIOException.class)
                .transform(_ -> ProblemException.unavailable("the store of recordings does not answer as it should"));
    }

    private Uni<RecordingView> own(String tenant, String id) {
        var only = viewer.onlyAgent();
        return table.find(tenant, id)
                .map(found -> found.filter(r -> only.isEmpty() || only.get().equals(r.agentId()))
                        .orElseThrow(() -> ProblemException.notFound("recording", id)));
    }
}
