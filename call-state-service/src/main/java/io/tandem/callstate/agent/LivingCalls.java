package io.tandem.callstate.agent;

import java.util.concurrent.CompletionStage;

/** What became of a call for which an agent is reserved; answered by whoever keeps the calls. */
public interface LivingCalls {

    enum Fate {
        LIVES,
        /** Or it goes on without the agent. */
        ENDED,
        /** Nobody began it, or it ended long ago. */
        UNKNOWN
    }

    CompletionStage<Fate> fateOf(String callId, String agentId);
}
