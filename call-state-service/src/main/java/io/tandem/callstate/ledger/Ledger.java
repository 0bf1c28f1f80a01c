package io.tandem.callstate.ledger;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The ledger as the calls ask it. */
public interface Ledger {

    /** Whether the PBX writes one; where not, nothing else may be asked. */
    boolean isKept();

    /** One log for each call, empty for one of which the PBX wrote nothing. */
    CompletionStage<Map<String, CallLog>> of(Collection<String> callIds);
}
