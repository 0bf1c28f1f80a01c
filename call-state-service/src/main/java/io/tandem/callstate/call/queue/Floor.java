package io.tandem.callstate.call.queue;

import io.tandem.callstate.agent.Presence;
import io.tandem.callstate.routing.Candidate;
import io.tandem.contracts.AgentStatus;
import io.tandem.contracts.DirectoryEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A tenant's agents at one moment, and those who were given a call since. Used by one dispatch, by one thread at a time. */
final class Floor {

    private final Collection<DirectoryEntry.Agent> agents;
    private final Map<String, Presence> presences;
    private final Map<String, Long> offers;
    private final Map<String, Long> answers;
    private final Instant now;
    private final Set<String> taken = new HashSet<>();

    Floor(
            Collection<DirectoryEntry.Agent> agents,
            Collection<Presence> presences,
            Map<String, Long> offers,
            Map<String, Long> answers,
            Instant now) {
        this.agents = agents;
        this.presences = presences.stream().collect(Collectors.toMap(Presence::agentId, p -> p));
        this.offers = offers;
        this.answers = answers;
        this.now = now;
    }

    void take(String agentId) {
        taken.add(agentId);
    }

    /** Whether anybody is left to whom a call might be offered. */
    boolean hasSomebody() {
        return agents.stream()
                .map(DirectoryEntry.Agent::id)
                .filter(id -> !taken.contains(id))
                .map(presences::get)
                .anyMatch(
                        p -> p != null && (p.status() == AgentStatus.AVAILABLE || p.status() == AgentStatus.RESERVED));
    }

    /** As they are for this call. */
    List<Candidate> candidates(String callId) {
        return agents.stream().map(agent -> candidate(agent, callId)).toList();
    }

    private Candidate candidate(DirectoryEntry.Agent agent, String callId) {
        var presence = presences.getOrDefault(agent.id(), Presence.unknown(agent.tenant(), agent.id()));
        var isTaken = taken.contains(agent.id());
        var since = presence.since();
        return new Candidate(
                agent.id(),
                agent.skills().stream()
                        .collect(Collectors.toMap(DirectoryEntry.Skill::name, DirectoryEntry.Skill::level, Math::max)),
                agent.teams(),
                isTaken ? AgentStatus.RESERVED : presence.status(),
                !isTaken && presence.status() == AgentStatus.RESERVED && callId.equals(presence.callId()),
                since == null || since.isAfter(now) ? Duration.ZERO : Duration.between(since, now),
                Math.toIntExact(answers.getOrDefault(agent.id(), 0L)),
                offers.getOrDefault(agent.id(), 0L));
    }
}
