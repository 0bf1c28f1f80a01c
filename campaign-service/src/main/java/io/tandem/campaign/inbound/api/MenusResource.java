package io.tandem.campaign.inbound.api;

import io.tandem.campaign.directory.DirectoryResource;
import io.tandem.campaign.inbound.Menu;
import io.tandem.campaign.inbound.store.Menus;
import io.tandem.edge.tenancy.Caller;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /api/v1/menus}: the menus of the caller's tenant. */
@Path(MenusResource.PATH)
@Tag(name = "Menus")
public class MenusResource extends DirectoryResource<MenuBody, Menu> {

    static final String PATH = "/api/v1/menus";

    MenusResource(Menus store, Caller caller) {
        super(store, caller, PATH);
    }
}
