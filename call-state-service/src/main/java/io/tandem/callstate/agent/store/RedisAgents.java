package io.tandem.callstate.agent.store;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.CallStateConfig;
import io.tandem.callstate.agent.Agents;
import io.tandem.callstate.agent.Presence;
import io.tandem.callstate.agent.PresenceMachine;
import io.tandem.callstate.outbox.Outbox;
import io.tandem.callstate.outbox.Outgoing;
import io.tandem.callstate.redis.Script;
import io.tandem.contracts.AgentEvent;
import io.tandem.contracts.Topics;
import io.tandem.edge.kafka.TypeName;
import io.tandem.edge.kafka.Wire;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Presences, each a version that a script guards: of two that reserve one agent, one is refused. */
@ApplicationScoped
public class RedisAgents implements Agents {

    /** ZSET of reservations, {@code tenant|agentId|callId}, by when to ask in ms whether their call lives. */
    public static final String RESERVATIONS = "agents:reservations";

    private static final Script WRITE = Script.named("agent-write");
    private static final int ATTEMPTS = 50;

    private final RedisAPI redis;
    private final Outbox outbox;
    private final Wire wire;
    private final InstantSource clock;
    private final CallStateConfig config;

    RedisAgents(RedisAPI redis, Outbox outbox, Wire wire, InstantSource clock, CallStateConfig config) {
        this.redis = redis;
        this.outbox = outbox;
        this.wire = wire;
        this.clock = clock;
        this.config = config;
    }

    private static final class StaleException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public CompletionStage<PresenceMachine.Result> apply(String tenant, String agentId, PresenceMachine.Input input) {
        return load(tenant, agentId)
                .chain(before -> switch (PresenceMachine.on(before, input)) {
                    case PresenceMachine.Result.Moved m ->
                        write(before, m.presence()).replaceWith(m);
                    case PresenceMachine.Result.Unchanged u -> Uni.createFrom().<PresenceMachine.Result>item(u);
                    case PresenceMachine.Result.Refused r -> Uni.createFrom().<PresenceMachine.Result>item(r);
                })
                .onFailure(StaleException.class)
                .retry()
                .atMost(ATTEMPTS)
                .subscribeAsCompletionStage();
    }

    @Override
    public CompletionStage<Presence> of(String tenant, String agentId) {
        return load(tenant, agentId).subscribeAsCompletionStage();
    }

    @Override
    public CompletionStage<List<Presence>> ofTenant(String tenant) {
        return redis.zrange(List.of(ofTenantKey(tenant), "0", "-1"))
                .chain(ids -> {
                    var loads = StreamSupport.stream(ids.spliterator(), false)
                            .map(id -> load(tenant, id.toString()))
                            .toList();
                    return loads.isEmpty()
                            ? Uni.createFrom().item(List.<Presence>of())
                            : Uni.join().all(loads).andCollectFailures();
                })
                .subscribeAsCompletionStage();
    }

    private Uni<Presence> load(String tenant, String agentId) {
        return redis.hget(key(tenant, agentId), "state").map(r -> read(tenant, agentId, r));
    }

    private Presence read(String tenant, String agentId, @Nullable Response stored) {
        return stored == null ? Presence.unknown(tenant, agentId) : wire.read(stored.toString(), Presence.class);
    }

    private Uni<Void> write(Presence before, Presence after) {
        var key = key(after.tenant(), after.agentId());
        var message = message(after);
        var position = Outbox.position(after.version(), 0);
        var keys = List.of(key, key + ":outbox", Outbox.PENDING, ofTenantKey(after.tenant()), RESERVATIONS);
        var args = List.of(
                Long.toString(before.version()),
                Long.toString(after.version()),
                wire.write(after),
                position,
                outbox.write(message),
                Long.toString(clock.millis()),
                after.agentId(),
                after.callId() == null ? "" : reservation(after),
                Long.toString(clock.millis() + config.orphanedReservation().toMillis()),
                before.callId() == null || before.callId().equals(after.callId()) ? "" : reservation(before));
        return WRITE.run(redis, keys, args)
                .invoke(answer -> {
                    if (answer.toInteger() == 0) {
                        throw new StaleException();
                    }
                })
                .chain(() -> outbox.publish(key + ":outbox", new TreeMap<>(java.util.Map.of(position, message))));
    }

    private Outgoing message(Presence p) {
        var event = new AgentEvent.PresenceChanged(
                p.agentId(), p.tenant(), p.version(), clock.instant(), p.status(), p.reason(), p.callId());
        return new Outgoing(
                Topics.AGENTS,
                p.agentId(),
                p.tenant() + "/" + p.agentId() + ":" + p.version(),
                TypeName.unversioned(AgentEvent.PresenceChanged.class),
                event.at(),
                p.tenant(),
                wire.write(event));
    }

    private static String reservation(Presence p) {
        return p.tenant() + "|" + p.agentId() + "|" + p.callId();
    }

    private static String key(String tenant, String agentId) {
        return "agent:{" + tenant + "/" + agentId + "}";
    }

    private static String ofTenantKey(String tenant) {
        return "agents:tenant:" + tenant;
    }
}
