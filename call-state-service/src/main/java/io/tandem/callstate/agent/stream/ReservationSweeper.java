package io.tandem.callstate.agent.stream;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tandem.callstate.agent.Agents;
import io.tandem.callstate.agent.LivingCalls;
import io.tandem.callstate.agent.PresenceMachine;
import io.tandem.callstate.agent.store.RedisAgents;
import io.vertx.mutiny.redis.client.RedisAPI;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/** Asks of every reservation, some seconds after it was made and again and again, whether its call still lives; if not, it is released. */
@ApplicationScoped
class ReservationSweeper {

    private static final Logger LOG = Logger.getLogger(ReservationSweeper.class);
    private static final long AGAIN_MILLIS = 10_000;

    private final RedisAPI redis;
    private final Agents agents;
    private final LivingCalls living;
    private final InstantSource clock;

    ReservationSweeper(RedisAPI redis, Agents agents, LivingCalls living, InstantSource clock) {
        this.redis = redis;
        this.agents = agents;
        this.living = living;
        this.clock = clock;
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        var now = Long.toString(clock.millis());
        return redis.zrangebyscore(List.of(RedisAgents.RESERVATIONS, "-inf", now, "LIMIT", "0", "200"))
                .chain(due -> all(
                        StreamSupport.stream(due.spliterator(), false)
                                .map(Object::toString)
                                .toList(),
                        this::ask));
    }

    private Uni<Void> ask(String reservation) {
        var parts = reservation.split("\\|", -1);
        var callId = parts[2];
        return Uni.createFrom()
                .completionStage(() -> living.fateOf(callId, parts[1]))
                .chain(fate -> switch (fate) {
                    case LIVES -> later(reservation);
                    case ENDED -> release(reservation, parts[0], parts[1], new PresenceMachine.Input.Release(callId));
                    case UNKNOWN -> release(reservation, parts[0], parts[1], new PresenceMachine.Input.Lapse(callId));
                });
    }

    private Uni<Void> later(String reservation) {
        var when = Long.toString(clock.millis() + AGAIN_MILLIS);
        return redis.zadd(List.of(RedisAgents.RESERVATIONS, "XX", when, reservation))
                .replaceWithVoid();
    }

    /** A lapse that is refused, because the call began meanwhile, leaves the reservation to be looked at again. */
    private Uni<Void> release(String reservation, String tenant, String agentId, PresenceMachine.Input input) {
        return Uni.createFrom()
                .completionStage(() -> agents.apply(tenant, agentId, input))
                .chain(result -> switch (result) {
                    case PresenceMachine.Result.Moved _ -> {
                        LOG.infof("reservation without a call released: agent=%s %s", agentId, input);
                        yield Uni.createFrom().voidItem();
                    }
                    case PresenceMachine.Result.Unchanged u ->
                        reservation.endsWith("|" + u.presence().callId()) ? later(reservation) : drop(reservation);
                    case PresenceMachine.Result.Refused _ -> drop(reservation);
                });
    }

    private Uni<Void> drop(String reservation) {
        return redis.zrem(List.of(RedisAgents.RESERVATIONS, reservation)).replaceWithVoid();
    }

    private static Uni<Void> all(List<String> items, Function<String, Uni<Void>> each) {
        return items.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join()
                        .all(items.stream().map(each).toList())
                        .andCollectFailures()
                        .replaceWithVoid();
    }
}
