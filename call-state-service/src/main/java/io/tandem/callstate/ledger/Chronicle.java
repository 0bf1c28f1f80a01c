package io.tandem.callstate.ledger;

import io.tandem.contracts.PbxFact;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Starts, gaps and snapshots of the PBXs, kept for those who ask later. Noting one twice is noting it once. */
public interface Chronicle {

    CompletionStage<Void> note(PbxFact.LinkUp up);

    CompletionStage<Void> note(PbxFact.Gap gap);

    CompletionStage<Void> note(PbxFact.SnapshotTaken snapshot);

    /** Until when the PBX was heard, for each gap that ended after {@code since}. */
    CompletionStage<List<Instant>> heardUntil(String pbxId, Instant since);
}
