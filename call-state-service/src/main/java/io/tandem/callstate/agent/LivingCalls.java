package io.tandem.callstate.agent;

import java.util.concurrent.CompletionStage;

/** What became of a call; answered by whoever keeps the calls. */
public interface LivingCalls {

    enum Fate {
        LIVES,
        ENDED,
        /** Nobody began it, or it ended long ago. */
        UNKNOWN
    }

    CompletionStage<Fate> fateOf(String callId);
}
