package io.tandem.amigateway.pbx.api;

import io.smallrye.common.annotation.Blocking;
import io.tandem.amigateway.entry.Change;
import io.tandem.amigateway.entry.PbxEntries;
import io.tandem.amigateway.entry.file.PbxFileWatch;
import io.tandem.amigateway.entry.stream.DirectoryPublisher;
import io.tandem.amigateway.pbx.PbxStatus;
import io.tandem.amigateway.pbx.Pbxs;
import io.tandem.edge.paging.Page;
import io.tandem.edge.problem.ProblemException;
import io.tandem.edge.tenancy.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The PBXs; they serve all tenants. Any replica answers; how a link stands is known to the one that holds it. */
@Path("/api/v1/pbx")
@RolesAllowed({Role.ADMIN, Role.SUPERVISOR, Role.INTEGRATION})
@Blocking
public class PbxResource {

    private static final long KAFKA_SECONDS = 5;

    private final Pbxs pbxs;
    private final PbxEntries entries;
    private final PbxFileWatch file;
    private final DirectoryPublisher replicas;

    PbxResource(Pbxs pbxs, PbxEntries entries, PbxFileWatch file, DirectoryPublisher replicas) {
        this.pbxs = pbxs;
        this.entries = entries;
        this.file = file;
        this.replicas = replicas;
    }

    @GET
    @Operation(summary = "How the links to the PBXs stand")
    public Page<PbxStatus> list() {
        return new Page<>(pbxs.statuses(), null);
    }

    @POST
    @Path("{id}/reload")
    @RolesAllowed(Role.ADMIN)
    @Operation(
            summary = "Read the file of PBXs now, and apply it",
            description =
                    "All replicas do; the answer is what the one that was asked has read. 409 where it cannot use the file")
    public Reloaded reload(String id) {
        boolean before = pbxs.status(id).isPresent();
        var change = read().get(id);
        if (change == null && !before) {
            throw ProblemException.notFound("PBX", id);
        }
        await(replicas.reload(id, Instant.now()), "Kafka does not take it: only this replica has read the file now");
        return Reloaded.of(id, change);
    }

    private Map<String, Change> read() {
        try {
            return file.readNow();
        } catch (IllegalArgumentException e) {
            throw ProblemException.conflict(
                    "the file of PBXs cannot be used, and nothing has changed: " + e.getMessage());
        }
    }

    @POST
    @Path("{id}/drain")
    @RolesAllowed({Role.ADMIN, Role.SUPERVISOR})
    @Operation(
            summary = "Send no new calls to the PBX",
            description = "Holds over restarts until undrain. drained in GET /pbx tells when no call is left")
    public PbxStatus drain(String id) {
        return drained(id, true);
    }

    @POST
    @Path("{id}/undrain")
    @RolesAllowed({Role.ADMIN, Role.SUPERVISOR})
    @Operation(summary = "Send new calls to the PBX again")
    public PbxStatus undrain(String id) {
        return drained(id, false);
    }

    private PbxStatus drained(String id, boolean is) {
        if (pbxs.status(id).isEmpty()) {
            throw ProblemException.notFound("PBX", id);
        }
        await(replicas.drain(id, is, Instant.now()), "Kafka does not take it: look again whether it drains");
        entries.draining(id, is);
        return pbxs.status(id).orElseThrow(() -> ProblemException.notFound("PBX", id));
    }

    private static void await(Future<Void> written, String otherwise) {
        try {
            written.get(KAFKA_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw ProblemException.unavailable(otherwise);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.unavailable("interrupted");
        }
    }
}
