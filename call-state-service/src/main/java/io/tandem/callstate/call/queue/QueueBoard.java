package io.tandem.callstate.call.queue;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.agent.Agents;
import io.tandem.callstate.call.store.QueueKey;
import io.tandem.callstate.call.store.RedisQueues;
import io.tandem.callstate.call.store.RedisQueues.Length;
import io.tandem.callstate.directory.Directory;
import io.tandem.callstate.live.LiveQueue;
import io.tandem.callstate.live.LiveQueues;
import io.tandem.callstate.routing.Departure;
import io.tandem.callstate.routing.Departure.How;
import io.tandem.contracts.AgentStatus;
import io.tandem.contracts.DirectoryEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** The queues of the directory with what Redis has of each. */
@ApplicationScoped
class QueueBoard implements LiveQueues {

    private static final Duration LOOKED_BACK = Duration.ofHours(1);

    private final RedisQueues queues;
    private final Agents agents;
    private final Directory directory;
    private final InstantSource clock;

    QueueBoard(RedisQueues queues, Agents agents, Directory directory, InstantSource clock) {
        this.queues = queues;
        this.agents = agents;
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public CompletionStage<List<LiveQueue>> ofTenant(String tenant) {
        var known = directory.queues(tenant);
        return (known.isEmpty()
                        ? Uni.createFrom().item(List.<LiveQueue>of())
                        : Uni.createFrom()
                                .completionStage(() -> agents.statuses(tenant))
                                .chain(statuses -> Uni.join()
                                        .all(known.stream()
                                                .map(queue -> live(queue, available(statuses)))
                                                .toList())
                                        .andFailFast()))
                .subscribeAsCompletionStage();
    }

    private static Set<String> available(Map<String, AgentStatus> statuses) {
        return statuses.entrySet().stream()
                .filter(agent -> agent.getValue() == AgentStatus.AVAILABLE)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Uni<LiveQueue> live(DirectoryEntry.Queue queue, Set<String> available) {
        var key = new QueueKey(queue.tenant(), queue.id());
        var now = clock.instant();
        return Uni.combine()
                .all()
                .unis(queues.length(key), queues.departedSince(key, now.minus(LOOKED_BACK)))
                .with((length, departures) -> live(queue, length, departures, suitable(queue, available), now));
    }

    private static LiveQueue live(
            DirectoryEntry.Queue queue, Length length, List<Departure> departures, int suitable, Instant now) {
        var oldest = length.oldest();
        return new LiveQueue(
                queue.id(),
                queue.name(),
                length.waiting(),
                oldest == null ? 0 : Math.max(0, Duration.between(oldest, now).toSeconds()),
                suitable,
                count(departures, How.ANSWERED),
                count(departures, How.ABANDONED),
                count(departures, How.OVERFLOWED),
                Departure.serviceLevel(departures, queue.answeredWithin()).orElse(null));
    }

    private static int count(List<Departure> departures, How how) {
        return Math.toIntExact(departures.stream().filter(d -> d.how() == how).count());
    }

    private int suitable(DirectoryEntry.Queue queue, Set<String> available) {
        return Math.toIntExact(directory.agents(queue.tenant()).stream()
                .filter(agent -> available.contains(agent.id()))
                .filter(agent ->
                        queue.teams().isEmpty() || agent.teams().stream().anyMatch(queue.teams()::contains))
                .filter(agent -> queue.needs().stream().allMatch(need -> hasAtLast(agent, need)))
                .count());
    }

    /** The level that is needed once the wait has widened it as far as it goes. */
    private static boolean hasAtLast(DirectoryEntry.Agent agent, DirectoryEntry.Need need) {
        int least = need.levels().stream()
                .mapToInt(DirectoryEntry.LeastLevel::level)
                .min()
                .orElse(1);
        return agent.skills().stream().anyMatch(skill -> skill.name().equals(need.skill()) && skill.level() >= least);
    }
}
