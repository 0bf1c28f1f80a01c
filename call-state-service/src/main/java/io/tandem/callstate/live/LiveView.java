package io.tandem.callstate.live;

import io.tandem.contracts.AgentStatus;
import io.tandem.contracts.CallState;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A tenant at one moment.
 *
 * @param liveCalls calls that have not ended
 * @param calls how many of them are in each state; every state but ENDED is there
 * @param agents how many agents of the directory have each presence; every presence is there
 * @param queues by id
 */
public record LiveView(
        Instant at,
        int liveCalls,
        Map<CallState, Integer> calls,
        Map<AgentStatus, Integer> agents,
        List<LiveQueue> queues) {

    public LiveView {
        calls = new EnumMap<>(calls);
        agents = new EnumMap<>(agents);
        queues = List.copyOf(queues);
    }

    public static LiveView of(
            Instant at, Map<CallState, Integer> counted, Collection<AgentStatus> presences, List<LiveQueue> queues) {
        var calls = new EnumMap<CallState, Integer>(CallState.class);
        for (var state : CallState.values()) {
            if (state != CallState.ENDED) {
                calls.put(state, counted.getOrDefault(state, 0));
            }
        }
        var agents = new EnumMap<AgentStatus, Integer>(AgentStatus.class);
        for (var status : AgentStatus.values()) {
            agents.put(status, 0);
        }
        presences.forEach(status -> agents.merge(status, 1, Integer::sum));
        int live = calls.values().stream().mapToInt(Integer::intValue).sum();
        return new LiveView(at, live, calls, agents, queues);
    }
}
