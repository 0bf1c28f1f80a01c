package io.tandem.amigateway.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What has become of an entry. {@code fields} name what differs, never how. */
public sealed interface Change {

    record Added(PbxEntry entry) implements Change {}

    /** No new call from now on; the link is closed when the last has ended. */
    record Removed() implements Change {}

    /** Another place, another login, other contexts: the link is made anew. */
    record Reconnected(PbxEntry entry, List<String> fields) implements Change {}

    /** The link stays as it is. */
    record Adjusted(PbxEntry entry, List<String> fields) implements Change {}

    /** By id; nothing for what is as it was. */
    static Map<String, Change> between(Map<String, PbxEntry> before, Map<String, PbxEntry> after) {
        var ids = new TreeSet<>(before.keySet());
        ids.addAll(after.keySet());
        var changes = new TreeMap<String, Change>();
        ids.forEach(id -> of(before.get(id), after.get(id)).ifPresent(change -> changes.put(id, change)));
        return changes;
    }

    private static Optional<Change> of(@Nullable PbxEntry before, @Nullable PbxEntry after) {
        if (after == null) {
            return Optional.of(new Removed());
        }
        if (before == null) {
            return Optional.of(new Added(after));
        }
        var link = link(before, after);
        var share = share(before.share(), after.share());
        if (!link.isEmpty()) {
            link.addAll(share);
            return Optional.of(new Reconnected(after, List.copyOf(link)));
        }
        return share.isEmpty() ? Optional.empty() : Optional.of(new Adjusted(after, List.copyOf(share)));
    }

    private static List<String> link(PbxEntry before, PbxEntry after) {
        var fields = new ArrayList<String>();
        differs(fields, "host", before.address().host(), after.address().host());
        differs(fields, "port", before.address().port(), after.address().port());
        differs(fields, "tls", before.address().tls(), after.address().tls());
        differs(fields, "events.user", before.events().user(), after.events().user());
        differs(
                fields,
                "events.secret",
                before.events().secret(),
                after.events().secret());
        differs(fields, "actions.user", before.actions().user(), after.actions().user());
        differs(
                fields,
                "actions.secret",
                before.actions().secret(),
                after.actions().secret());
        differs(fields, "contexts", before.contexts(), after.contexts());
        return fields;
    }

    private static List<String> share(PbxEntry.Share before, PbxEntry.Share after) {
        var fields = new ArrayList<String>();
        differs(fields, "weight", before.weight(), after.weight());
        differs(fields, "tags", before.tags(), after.tags());
        differs(fields, "maintenance", before.maintenance(), after.maintenance());
        return fields;
    }

    private static void differs(List<String> fields, String name, @Nullable Object before, @Nullable Object after) {
        if (!java.util.Objects.equals(before, after)) {
            fields.add(name);
        }
    }
}
