package io.tandem.callstate.live.api;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.live.LiveView;
import io.tandem.callstate.live.board.LiveBoard;
import io.tandem.edge.tenancy.Caller;
import io.tandem.edge.tenancy.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /live}: how many calls are in which state, how many agents have which presence. */
@Path("/api/v1/live")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.ADMIN, Role.SUPERVISOR, Role.INTEGRATION})
public class LiveResource {

    private final Caller caller;
    private final LiveBoard board;

    LiveResource(Caller caller, LiveBoard board) {
        this.caller = caller;
        this.board = board;
    }

    @GET
    @Operation(
            description = "Live calls by state and agents by presence, as the metrics tandem_calls_live and"
                    + " tandem_agents have them. On the WebSocket call.state of each call.* event and status of each"
                    + " agent.presence change them. Per queue: who waits without a phone ringing for them, what the"
                    + " metrics tandem_queue_* have as well, and the share of the last hour's calls that were answered"
                    + " within the queue's answeredWithin.")
    public Uni<LiveView> live() {
        return board.of(caller.tenant());
    }
}
