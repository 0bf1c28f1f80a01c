package io.tandem.campaign.trunk;

import java.util.Comparator;
import java.util.List;

/** Which of a campaign's trunks takes a number. */
public sealed interface TrunkChoice {

    /** The campaign names no trunks: call-state-service takes any of the tenant's. */
    record Any() implements TrunkChoice {}

    record Through(String trunkId) implements TrunkChoice {}

    /** No trunk of the campaign carries the number, enabled or not. */
    record Unreachable() implements TrunkChoice {}

    /** A trunk would carry it, but is disabled. */
    record Waits() implements TrunkChoice {}

    /** @param named whether the campaign names trunks at all; they may be gone by now */
    static TrunkChoice of(String e164, boolean named, List<Trunk> trunks) {
        if (!named) {
            return new Any();
        }
        var carrying = trunks.stream().filter(trunk -> trunk.carries(e164)).toList();
        if (carrying.isEmpty()) {
            return new Unreachable();
        }
        return carrying.stream()
                .filter(Trunk::enabled)
                .min(Comparator.comparingInt(Trunk::cost).thenComparing(Trunk::id))
                .<TrunkChoice>map(trunk -> new Through(trunk.id()))
                .orElseGet(Waits::new);
    }
}
