package io.tandem.callstate.live;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** The queues of a tenant as they are; answered by whoever keeps them. */
public interface LiveQueues {

    CompletionStage<List<LiveQueue>> ofTenant(String tenant);
}
