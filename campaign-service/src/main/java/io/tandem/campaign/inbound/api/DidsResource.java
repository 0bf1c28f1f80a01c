package io.tandem.campaign.inbound.api;

import io.tandem.campaign.directory.DirectoryResource;
import io.tandem.campaign.inbound.Did;
import io.tandem.campaign.inbound.store.Dids;
import io.tandem.edge.tenancy.Caller;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /api/v1/dids}: the caller's tenant's numbers that are called from outside. */
@Path(DidsResource.PATH)
@Tag(name = "DIDs")
public class DidsResource extends DirectoryResource<DidBody, Did> {

    static final String PATH = "/api/v1/dids";

    DidsResource(Dids store, Caller caller) {
        super(store, caller, PATH);
    }
}
