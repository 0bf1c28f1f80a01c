package io.tandem.callstate.agent;

import io.tandem.contracts.AgentStatus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The presences of all agents. What other features may do with them; each is safe to repeat. */
public interface Agents {

    CompletionStage<PresenceMachine.Result> apply(String tenant, String agentId, PresenceMachine.Input input);

    CompletionStage<Presence> of(String tenant, String agentId);

    /** Of whom anything was ever stored. */
    CompletionStage<List<Presence>> ofTenant(String tenant);

    /** By agentId; of whom nothing was ever stored, is OFFLINE. They cost far less than {@link #ofTenant}, and are written with it. */
    CompletionStage<Map<String, AgentStatus>> statuses(String tenant);
}
