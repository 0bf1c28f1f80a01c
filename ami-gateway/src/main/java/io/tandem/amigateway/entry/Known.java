package io.tandem.amigateway.entry;

import io.tandem.contracts.DirectoryEntry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * All that was said about PBXs. Where two say something of the same id, the file wins over the configuration and that over the
 * directory: nearer to the operator of this gateway is stronger. A drain holds whoever named the PBX.
 *
 * @param fromDirectory by id; without secrets, which come from {@code credentials} of the file, else of the configuration
 * @param drained ids to which no new call is sent
 */
public record Known(
        PbxFile configured, PbxFile file, Map<String, DirectoryEntry.Pbx> fromDirectory, Set<String> drained) {

    /** {@code unusable}: why an entry of the directory cannot be one here, by id. */
    public record Resolved(Map<String, Sourced> entries, Map<String, String> unusable) {}

    public record Sourced(PbxEntry entry, Origin origin) {}

    public Known {
        fromDirectory = Map.copyOf(fromDirectory);
        drained = Set.copyOf(drained);
    }

    public static Known of(PbxFile configured) {
        return new Known(configured, PbxFile.NONE, Map.of(), Set.of());
    }

    public Known withFile(PbxFile read) {
        return new Known(configured, read, fromDirectory, drained);
    }

    public Known with(DirectoryEntry.Pbx entry) {
        var more = new HashMap<>(fromDirectory);
        more.put(entry.id(), entry);
        return new Known(configured, file, more, drained);
    }

    public Known without(String id) {
        var fewer = new HashMap<>(fromDirectory);
        fewer.remove(id);
        return new Known(configured, file, fewer, drained);
    }

    public Known draining(String id, boolean is) {
        var changed = new HashSet<>(drained);
        if (is) {
            changed.add(id);
        } else {
            changed.remove(id);
        }
        return new Known(configured, file, fromDirectory, changed);
    }

    public Resolved resolved() {
        var entries = new TreeMap<String, Sourced>();
        var unusable = new TreeMap<String, String>();
        fromDirectory.values().forEach(named -> resolve(named, entries, unusable));
        configured.entries().forEach((id, entry) -> entries.put(id, new Sourced(entry, Origin.CONFIGURATION)));
        file.entries().forEach((id, entry) -> entries.put(id, new Sourced(entry, Origin.FILE)));
        unusable.keySet().removeAll(entries.keySet());
        return new Resolved(entries, unusable);
    }

    private void resolve(DirectoryEntry.Pbx named, Map<String, Sourced> entries, Map<String, String> unusable) {
        var credentials = file.credentials()
                .getOrDefault(named.credentials(), configured.credentials().get(named.credentials()));
        if (credentials == null) {
            unusable.put(named.id(), "nobody here holds the credentials " + named.credentials());
            return;
        }
        try {
            entries.put(named.id(), new Sourced(entry(named, credentials), Origin.DIRECTORY));
        } catch (IllegalArgumentException e) {
            unusable.put(named.id(), String.valueOf(e.getMessage()));
        }
    }

    private static PbxEntry entry(DirectoryEntry.Pbx named, Credentials credentials) {
        var tls = named.tls() ? new PbxEntry.Tls(credentials.trustFile(), true) : null;
        return new PbxEntry(
                named.id(),
                new PbxEntry.Address(named.host(), named.port(), tls),
                credentials.events(),
                credentials.actions(),
                PbxEntry.Contexts.USUAL,
                new PbxEntry.Share(named.weight(), named.tags(), named.maintenance()));
    }
}
