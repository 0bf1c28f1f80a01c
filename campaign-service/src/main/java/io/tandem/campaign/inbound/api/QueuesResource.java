package io.tandem.campaign.inbound.api;

import io.tandem.campaign.directory.DirectoryResource;
import io.tandem.campaign.inbound.Queue;
import io.tandem.campaign.inbound.store.Queues;
import io.tandem.edge.tenancy.Caller;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /api/v1/queues}: the queues of the caller's tenant; who waits in them is in {@code /live}. */
@Path(QueuesResource.PATH)
@Tag(name = "Queues")
public class QueuesResource extends DirectoryResource<QueueBody, Queue> {

    static final String PATH = "/api/v1/queues";

    QueuesResource(Queues store, Caller caller) {
        super(store, caller, PATH);
    }
}
