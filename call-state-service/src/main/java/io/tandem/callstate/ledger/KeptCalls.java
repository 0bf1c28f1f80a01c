package io.tandem.callstate.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What is kept here of calls; answered by whoever keeps them. */
public interface KeptCalls {

    /**
     * Whatever their tenant: those that live on the given PBXs, those of the history that were asked for between the two times, and
     * those of the given ids. One that lives and is in the history at once is told twice.
     */
    CompletionStage<List<KeptCall>> within(
            Instant since, Instant until, Collection<String> callIds, Collection<String> pbxIds);
}
