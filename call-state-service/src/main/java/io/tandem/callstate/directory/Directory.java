package io.tandem.callstate.directory;

import io.tandem.contracts.DirectoryEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Agents and trunks of all tenants, by their key in the topic. Written by one reader, read by all. */
public final class Directory {

    private final Map<String, DirectoryEntry> entries = new ConcurrentHashMap<>();

    public void put(String key, DirectoryEntry entry) {
        entries.put(key, entry);
    }

    public void remove(String key) {
        entries.remove(key);
    }

    public Optional<DirectoryEntry.Agent> agent(String tenant, String id) {
        return entries.get("agent:" + tenant + ":" + id) instanceof DirectoryEntry.Agent a
                ? Optional.of(a)
                : Optional.empty();
    }

    public List<DirectoryEntry.Agent> agents(String tenant) {
        return entries.values().stream()
                .filter(e -> e.tenant().equals(tenant))
                .filter(DirectoryEntry.Agent.class::isInstance)
                .map(DirectoryEntry.Agent.class::cast)
                .sorted(Comparator.comparing(DirectoryEntry.Agent::id))
                .toList();
    }

    /** Those that have agents. */
    public Set<String> tenants() {
        return entries.values().stream()
                .filter(DirectoryEntry.Agent.class::isInstance)
                .map(DirectoryEntry::tenant)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Those in service, cheapest first. */
    public List<DirectoryEntry.Trunk> trunks(String tenant) {
        return entries.values().stream()
                .filter(e -> e.tenant().equals(tenant))
                .filter(DirectoryEntry.Trunk.class::isInstance)
                .map(DirectoryEntry.Trunk.class::cast)
                .filter(DirectoryEntry.Trunk::enabled)
                .sorted(Comparator.comparingInt(DirectoryEntry.Trunk::cost).thenComparing(DirectoryEntry.Trunk::id))
                .toList();
    }
}
