package io.tandem.callstate.agent;

import java.util.concurrent.CompletionStage;

/** Whether a call exists and has not ended; answered by whoever keeps the calls. */
public interface LivingCalls {

    CompletionStage<Boolean> lives(String callId);
}
