package io.tandem.campaign.agent.api;

import io.tandem.campaign.agent.AgentProfile;
import io.tandem.campaign.agent.store.Agents;
import io.tandem.campaign.directory.DirectoryResource;
import io.tandem.edge.tenancy.Caller;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /api/v1/agents}: the agents of the caller's tenant. */
@Path(AgentsResource.PATH)
@Tag(name = "Agents")
public class AgentsResource extends DirectoryResource<AgentBody, AgentProfile> {

    static final String PATH = "/api/v1/agents";

    AgentsResource(Agents store, Caller caller) {
        super(store, caller, PATH);
    }
}
