package io.tandem.campaign.contact.api;

import static io.tandem.edge.tenancy.Role.ADMIN;
import static io.tandem.edge.tenancy.Role.AGENT;
import static io.tandem.edge.tenancy.Role.INTEGRATION;
import static io.tandem.edge.tenancy.Role.SUPERVISOR;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.tandem.campaign.contact.store.Imports;
import io.tandem.edge.paging.Limit;
import io.tandem.edge.paging.Page;
import io.tandem.edge.tenancy.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/imports/{id}/errors}: the rows that an import did not take, and why. */
@Path("/api/v1/imports/{id}/errors")
@Tag(name = "Contacts")
@RolesAllowed({ADMIN, SUPERVISOR, INTEGRATION, AGENT})
public class ImportsResource {

    private final Imports imports;
    private final Caller caller;

    ImportsResource(Imports imports, Caller caller) {
        this.imports = imports;
        this.caller = caller;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ErrorView(int row, @Nullable String column, String reason) {}

    @GET
    public Uni<Page<ErrorView>> errors(
            @RestPath String id, @RestQuery @Nullable Integer limit, @RestQuery @Nullable String cursor) {
        int size = Limit.of(limit);
        return imports.errors(caller.tenant(), id, Positions.of(cursor), size + 1)
                .map(found -> Page.cut(found, size, error -> String.valueOf(error.position()))
                        .map(error -> new ErrorView(error.row(), error.column(), error.reason())));
    }
}
