package io.tandem.amigateway.pbx.api;

import io.tandem.amigateway.pbx.Pbx;
import io.tandem.amigateway.pbx.PbxStatus;
import io.tandem.edge.paging.Page;
import io.tandem.edge.tenancy.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The PBXs of this process; they serve all tenants. */
@Path("/api/v1/pbx")
@RolesAllowed({Role.ADMIN, Role.SUPERVISOR, Role.INTEGRATION})
public class PbxResource {

    private final Pbx pbx;

    PbxResource(Pbx pbx) {
        this.pbx = pbx;
    }

    @GET
    @Operation(summary = "How the links to the PBXs stand")
    public Page<PbxStatus> list() {
        return new Page<>(List.of(pbx.status()), null);
    }
}
