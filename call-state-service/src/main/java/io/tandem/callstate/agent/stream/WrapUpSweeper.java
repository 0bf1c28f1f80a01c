package io.tandem.callstate.agent.stream;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tandem.callstate.agent.Agents;
import io.tandem.callstate.agent.PresenceMachine;
import io.tandem.callstate.agent.store.AgentMember;
import io.tandem.callstate.agent.store.RedisAgents;
import io.vertx.mutiny.redis.client.RedisAPI;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Ends wrap-ups, and the calls of desks that nobody answered, that have lasted as long as they may. Their ends are kept in Redis, written with the presence by one script: so a
 * restart forgets none, and of two replicas that end one, one changes nothing.
 */
@ApplicationScoped
class WrapUpSweeper {

    private final RedisAPI redis;
    private final Agents agents;
    private final InstantSource clock;

    WrapUpSweeper(RedisAPI redis, Agents agents, InstantSource clock) {
        this.redis = redis;
        this.agents = agents;
        this.clock = clock;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        var now = Long.toString(clock.millis());
        return redis.zrangebyscore(List.of(RedisAgents.WRAP_UPS, "-inf", now, "LIMIT", "0", "500"))
                .chain(due -> {
                    var ends = StreamSupport.stream(due.spliterator(), false)
                            .map(member -> end(AgentMember.parse(member.toString())))
                            .toList();
                    return ends.isEmpty()
                            ? Uni.createFrom().voidItem()
                            : Uni.join().all(ends).andCollectFailures().replaceWithVoid();
                });
    }

    private Uni<Void> end(AgentMember agent) {
        return Uni.createFrom()
                .completionStage(
                        () -> agents.apply(agent.tenant(), agent.agentId(), new PresenceMachine.Input.EndOfTime()))
                .replaceWithVoid();
    }
}
