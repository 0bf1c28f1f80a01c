package io.tandem.campaign.trunk.api;

import io.tandem.campaign.directory.DirectoryResource;
import io.tandem.campaign.trunk.Trunk;
import io.tandem.campaign.trunk.store.Trunks;
import io.tandem.edge.tenancy.Caller;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /api/v1/trunks}: the trunks of the caller's tenant. */
@Path(TrunksResource.PATH)
@Tag(name = "Trunks")
public class TrunksResource extends DirectoryResource<TrunkBody, Trunk> {

    static final String PATH = "/api/v1/trunks";

    TrunksResource(Trunks store, Caller caller) {
        super(store, caller, PATH);
    }
}
