package io.tandem.callstate.directory;

import io.tandem.contracts.DirectoryEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which trunk a number takes, or why none. */
public sealed interface TrunkChoice {

    record Chosen(DirectoryEntry.Trunk trunk) implements TrunkChoice {}

    record Refused(String field, String why) implements TrunkChoice {}

    /** @param trunks those in service, cheapest first; {@code wanted}: the id of the only one that may be taken */
    static TrunkChoice of(List<DirectoryEntry.Trunk> trunks, String e164, boolean premium, @Nullable String wanted) {
        var asked = wanted == null
                ? trunks
                : trunks.stream().filter(t -> t.id().equals(wanted)).toList();
        if (wanted != null && asked.isEmpty()) {
            return new Refused("trunkId", "no such trunk in service");
        }
        var reaching = asked.stream()
                .filter(t -> t.prefixes().stream().anyMatch(e164::startsWith))
                .toList();
        if (reaching.isEmpty()) {
            return new Refused("to", "no trunk allows this prefix");
        }
        return reaching.stream()
                .filter(t -> !premium || t.premiumAllowed())
                .findFirst()
                .<TrunkChoice>map(Chosen::new)
                .orElseGet(() -> new Refused("to", "premium-rate numbers are not allowed"));
    }
}
