package io.tandem.callstate.agent;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** The presences of all agents. What other features may do with them; each is safe to repeat. */
public interface Agents {

    CompletionStage<PresenceMachine.Result> apply(String tenant, String agentId, PresenceMachine.Input input);

    CompletionStage<Presence> of(String tenant, String agentId);

    CompletionStage<List<Presence>> ofTenant(String tenant);
}
