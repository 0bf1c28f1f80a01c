package io.tandem.amigateway.pbx;

import io.tandem.amigateway.entry.Known;
import io.tandem.amigateway.entry.Origin;
import io.tandem.amigateway.entry.PbxEntry;
import io.tandem.contracts.DirectoryEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How it stands with all of them: ours, others', those that leave, and those that cannot be used. */
final class Statuses {

    static List<PbxStatus> of(PbxSet set) {
        var known = set.known();
        var statuses = new ArrayList<PbxStatus>();
        set.resolved()
                .entries()
                .forEach((id, sourced) -> statuses.add(set.running(id)
                        .map(pbx -> ours(pbx, sourced.origin()))
                        .orElseGet(() -> elsewhere(sourced, known.drained().contains(id)))));
        set.running().forEach((id, pbx) -> {
            if (!set.resolved().entries().containsKey(id)) {
                statuses.add(ours(pbx, null));
            }
        });
        set.resolved()
                .unusable()
                .forEach(
                        (id, why) -> statuses.add(unusable(known.fromDirectory().get(id), why)));
        statuses.sort(Comparator.comparing(PbxStatus::id));
        return List.copyOf(statuses);
    }

    private static PbxStatus ours(Pbx pbx, @Nullable Origin origin) {
        return status(pbx.terms().entry(), origin, pbx.isDraining(), pbx.state(), pbx.reason(), pbx.link());
    }

    private static PbxStatus elsewhere(Known.Sourced sourced, boolean drained) {
        var entry = sourced.entry();
        boolean draining = drained || entry.share().maintenance();
        return status(entry, sourced.origin(), draining, PbxState.ELSEWHERE, null, null);
    }

    private static PbxStatus status(
            PbxEntry entry,
            @Nullable Origin origin,
            boolean draining,
            PbxState state,
            @Nullable String reason,
            PbxStatus.@Nullable Link link) {
        return new PbxStatus(
                entry.id(),
                entry.address().host(),
                entry.address().port(),
                entry.address().tls() != null,
                origin,
                entry.share().weight(),
                entry.share().tags(),
                draining,
                state,
                reason,
                link);
    }

    private static PbxStatus unusable(DirectoryEntry.Pbx named, String why) {
        return new PbxStatus(
                named.id(),
                named.host(),
                named.port(),
                named.tls(),
                Origin.DIRECTORY,
                named.weight(),
                named.tags(),
                true,
                PbxState.UNUSABLE,
                why,
                null);
    }

    private Statuses() {}
}
