package io.tandem.callstate.live.board;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.agent.Agents;
import io.tandem.callstate.directory.Directory;
import io.tandem.callstate.live.LiveCalls;
import io.tandem.callstate.live.LiveQueues;
import io.tandem.callstate.live.LiveView;
import io.tandem.contracts.AgentStatus;
import io.tandem.contracts.CallState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** One place where the numbers are made, for REST and metrics alike. */
@ApplicationScoped
public class LiveBoard {

    private final LiveCalls calls;
    private final Agents agents;
    private final LiveQueues queues;
    private final Directory directory;
    private final InstantSource clock;

    LiveBoard(LiveCalls calls, Agents agents, LiveQueues queues, Directory directory, InstantSource clock) {
        this.calls = calls;
        this.agents = agents;
        this.queues = queues;
        this.directory = directory;
        this.clock = clock;
    }

    public Uni<LiveView> of(String tenant) {
        return counts().chain(counts -> view(tenant, counts));
    }

    /** Of each tenant that has agents, or ever had a call. */
    Uni<Map<String, LiveView>> ofAll() {
        return counts().chain(counts -> {
            var tenants = new TreeSet<>(counts.keySet());
            tenants.addAll(directory.tenants());
            Uni<Map<String, LiveView>> all = Uni.createFrom().item(new HashMap<>());
            for (var tenant : tenants) {
                all = all.chain(views -> view(tenant, counts).map(view -> {
                    views.put(tenant, view);
                    return views;
                }));
            }
            return all;
        });
    }

    private Uni<Map<String, Map<CallState, Integer>>> counts() {
        return Uni.createFrom().completionStage(calls::byTenantAndState);
    }

    private Uni<LiveView> view(String tenant, Map<String, Map<CallState, Integer>> counts) {
        return Uni.combine()
                .all()
                .unis(
                        Uni.createFrom().completionStage(() -> agents.statuses(tenant)),
                        Uni.createFrom().completionStage(() -> queues.ofTenant(tenant)))
                .with((known, waiting) -> LiveView.of(
                        clock.instant(), counts.getOrDefault(tenant, Map.of()), presences(tenant, known), waiting));
    }

    /** Of whom nothing is known, is offline; who is no more in the directory, does not count. */
    private Collection<AgentStatus> presences(String tenant, Map<String, AgentStatus> known) {
        return directory.agents(tenant).stream()
                .map(agent -> known.getOrDefault(agent.id(), AgentStatus.OFFLINE))
                .toList();
    }
}
