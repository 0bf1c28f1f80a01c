package io.tandem.callstate.pbx;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * The PBX for a new call: one with both links before one with a single link, and among equals the least busy for its weight (weighted
 * least connections). Our own live calls count, not the PBX's channels: a call of ours has between one and five of them, and what others do there is
 * what the operator has set the weight for. All legs of a call stay where it began.
 */
public final class PbxChoice {

    private static final Comparator<PbxView> BETTER = Comparator.comparing(PbxView::isWhole, Comparator.reverseOrder())
            .thenComparingDouble(PbxView::load)
            .thenComparing(PbxView::pbxId);

    /** Empty when none is connected, or all that are drain. */
    public static Optional<String> of(Collection<PbxView> known) {
        return known.stream().filter(PbxView::takesCalls).min(BETTER).map(PbxView::pbxId);
    }

    private PbxChoice() {}
}
