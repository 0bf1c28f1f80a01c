package io.tandem.amigateway.pbx.api;

import io.tandem.amigateway.entry.Change;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reload has done to a PBX.
 *
 * @param change ADDED, REMOVED (closed with its last call), RECONNECTED, ADJUSTED (the link stays) or NONE
 * @param fields what differs, by name; never how
 */
public record Reloaded(String id, String change, List<String> fields) {

    static Reloaded of(String id, @Nullable Change change) {
        return switch (change) {
            case null -> new Reloaded(id, "NONE", List.of());
            case Change.Added _ -> new Reloaded(id, "ADDED", List.of());
            case Change.Removed _ -> new Reloaded(id, "REMOVED", List.of());
            case Change.Reconnected r -> new Reloaded(id, "RECONNECTED", r.fields());
            case Change.Adjusted a -> new Reloaded(id, "ADJUSTED", a.fields());
        };
    }
}
