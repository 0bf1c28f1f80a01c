package io.tandem.callstate.agent;

import io.tandem.contracts.PbxFact;
import java.util.concurrent.CompletionStage;

/** What the PBXs say of the phones of agents who wait. All of it is safe to repeat. */
public interface Desks {

    /** Only for what {@link DeskFact#isOfDesk} says is one. */
    CompletionStage<Void> seen(PbxFact.CallFact fact);

    /** Desks that ARI's snapshot lacks are lost, and channels of desks that are nobody's are hung up. */
    CompletionStage<Void> compare(PbxFact.SnapshotTaken snapshot);
}
