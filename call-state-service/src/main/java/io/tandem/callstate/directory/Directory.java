package io.tandem.callstate.directory;

import io.tandem.contracts.DirectoryEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Agents, trunks, numbers, queues, menus and rules of all tenants, by their key in the topic. Written by one reader, read by all. */
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

    /** No two tenants have the same. */
    public Optional<DirectoryEntry.Did> did(String e164) {
        return all(DirectoryEntry.Did.class)
                .filter(did -> did.id().equals(e164))
                .findFirst();
    }

    public Optional<DirectoryEntry.Queue> queue(String tenant, String id) {
        return entries.get("queue:" + tenant + ":" + id) instanceof DirectoryEntry.Queue q
                ? Optional.of(q)
                : Optional.empty();
    }

    public List<DirectoryEntry.Queue> queues(String tenant) {
        return all(DirectoryEntry.Queue.class)
                .filter(queue -> queue.tenant().equals(tenant))
                .sorted(Comparator.comparing(DirectoryEntry.Queue::id))
                .toList();
    }

    public Optional<DirectoryEntry.Menu> menu(String tenant, String id) {
        return entries.get("menu:" + tenant + ":" + id) instanceof DirectoryEntry.Menu m
                ? Optional.of(m)
                : Optional.empty();
    }

    public List<DirectoryEntry.ScreeningRule> screeningRules(String tenant) {
        return all(DirectoryEntry.ScreeningRule.class)
                .filter(rule -> rule.tenant().equals(tenant))
                .toList();
    }

    private <E extends DirectoryEntry> Stream<E> all(Class<E> kind) {
        return entries.values().stream().filter(kind::isInstance).map(kind::cast);
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
