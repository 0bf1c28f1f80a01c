package io.tandem.bench.hybrid;

import io.tandem.bench.Step;
import java.time.Instant;

/** From a gateway's reading of a PBX event to the frame that tells of it, and where that time went. */
record Way(Step whole, Step decided, Step told) {

    void went(Instant fact, Instant decision, Instant arrival) {
        whole.took(fact, arrival);
        decided.took(fact, decision);
        told.took(decision, arrival);
    }
}
