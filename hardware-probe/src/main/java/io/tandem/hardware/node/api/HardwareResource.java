package io.tandem.hardware.node.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.edge.tenancy.Role;
import io.tandem.hardware.node.os.Node;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;

@Path("/api/v1/hardware")
@RolesAllowed({Role.ADMIN, Role.SUPERVISOR, Role.INTEGRATION})
class HardwareResource {

    /** The node that answered, measured now. {@code cores} and {@code memoryBytes}: what its container allows. */
    record Hardware(String node, Instant at, int cores, long memoryBytes) {}

    private final Node node;

    HardwareResource(Node node) {
        this.node = node;
    }

    @GET
    @RunOnVirtualThread
    public Hardware hardware() {
        var measured = node.measure();
        return new Hardware(measured.node(), measured.at(), measured.cores(), measured.memoryBytes());
    }
}
