package io.tandem.callstate.live;

import io.tandem.contracts.CallState;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** How many calls live; answered by whoever keeps the calls. */
public interface LiveCalls {

    CompletionStage<Map<String, Map<CallState, Integer>>> byTenantAndState();
}
