package io.tandem.callstate.agent.store;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.CallStateConfig;
import io.tandem.callstate.agent.Agents;
import io.tandem.callstate.agent.DeskCommands;
import io.tandem.callstate.agent.Freed;
import io.tandem.callstate.agent.Presence;
import io.tandem.callstate.agent.PresenceMachine;
import io.tandem.callstate.outbox.Outbox;
import io.tandem.callstate.outbox.Outgoing;
import io.tandem.callstate.redis.Names;
import io.tandem.callstate.redis.Script;
import io.tandem.contracts.AgentEvent;
import io.tandem.contracts.AgentStatus;
import io.tandem.contracts.Topics;
import io.tandem.edge.kafka.TypeName;
import io.tandem.edge.kafka.Wire;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Presences, each a version that a script guards: of two that reserve one agent, one is refused. */
@ApplicationScoped
public class RedisAgents implements Agents {

    /** ZSET of reservations, {@code tenant|agentId|callId}, by when to ask in ms whether their call lives. */
    public static final String RESERVATIONS = "agents:reservations";

    /** ZSET of agents who wrap up, {@code tenant|agentId}, by when that ends in ms. */
    public static final String WRAP_UPS = "agents:wrap-ups";

    private static final Script LOAD = Script.named("agents-load");
    private static final Script WRITE = Script.named("agent-write");
    private static final int ATTEMPTS = 50;

    private final RedisAPI redis;
    private final Outbox outbox;
    private final Wire wire;
    private final InstantSource clock;
    private final CallStateConfig config;
    private final PresenceMachine machine;
    private final Event<Freed> freed;

    RedisAgents(
            RedisAPI redis, Outbox outbox, Wire wire, InstantSource clock, CallStateConfig config, Event<Freed> freed) {
        this.freed = freed;
        this.redis = redis;
        this.outbox = outbox;
        this.wire = wire;
        this.clock = clock;
        this.config = config;
        this.machine = new PresenceMachine(new PresenceMachine.Settings(
                config.agents().missedOffers(), config.agents().wrapUp()));
    }

    private static final class StaleException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public CompletionStage<PresenceMachine.Result> apply(String tenant, String agentId, PresenceMachine.Input input) {
        return load(tenant, agentId)
                .chain(before -> step(before, input, clock.instant()))
                .onFailure(StaleException.class)
                .retry()
                .atMost(ATTEMPTS)
                .subscribeAsCompletionStage();
    }

    private Uni<PresenceMachine.Result> step(Presence before, PresenceMachine.Input input, Instant now) {
        return switch (machine.on(before, input, now)) {
            case PresenceMachine.Result.Moved m ->
                write(before, m.presence(), input, now)
                        .invoke(written ->
                                Freed.of(m.presence()).filter(_ -> written).ifPresent(freed::fire))
                        .map(written -> written ? m : new PresenceMachine.Result.Unchanged(before));
            case PresenceMachine.Result.Unchanged u -> Uni.createFrom().item(u);
            case PresenceMachine.Result.Refused r -> Uni.createFrom().item(r);
        };
    }

    @Override
    public CompletionStage<Presence> of(String tenant, String agentId) {
        return load(tenant, agentId).subscribeAsCompletionStage();
    }

    @Override
    public CompletionStage<List<Presence>> ofTenant(String tenant) {
        return LOAD.run(redis, List.of(statusesOf(tenant)), Names.aroundAgent(tenant))
                .map(states -> StreamSupport.stream(states.spliterator(), false)
                        .map(state -> wire.read(state.toString(), Presence.class))
                        .toList())
                .subscribeAsCompletionStage();
    }

    @Override
    public CompletionStage<Map<String, AgentStatus>> statuses(String tenant) {
        return redis.hgetall(statusesOf(tenant))
                .map(found -> found.getKeys().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                Function.identity(),
                                id -> AgentStatus.valueOf(found.get(id).toString()))))
                .subscribeAsCompletionStage();
    }

    private Uni<Presence> load(String tenant, String agentId) {
        return redis.hget(Names.agent(tenant, agentId), "state").map(r -> read(tenant, agentId, r));
    }

    private Presence read(String tenant, String agentId, @Nullable Response stored) {
        return stored == null ? Presence.unknown(tenant, agentId) : wire.read(stored.toString(), Presence.class);
    }

    private Uni<Boolean> write(Presence before, Presence after, PresenceMachine.Input input, Instant now) {
        var messages = new TreeMap<String, Outgoing>();
        messages.put(Outbox.position(after.version(), 0), message(after, now));
        DeskCommands.of(before, after, input, now, config.limits().commandLife())
                .ifPresent(command -> messages.put(
                        Outbox.position(after.version(), 1), DeskMessages.of(command, after.tenant(), now, wire)));
        var written = new TreeMap<String, String>();
        messages.forEach((position, message) -> written.put(position, outbox.write(message)));
        var change = new AgentChange(before, after, input, now, now.plus(config.orphanedReservation()), written);
        return WRITE.run(redis, change.keys(), change.arguments(wire.write(after)))
                .chain(answer -> switch (answer.toInteger()) {
                    case 0 -> Uni.createFrom().failure(new StaleException());
                    case 1 -> outbox.publish(change.keys().get(1), messages).replaceWith(true);
                    default -> Uni.createFrom().item(false);
                });
    }

    private Outgoing message(Presence p, Instant now) {
        var event = new AgentEvent.PresenceChanged(
                p.agentId(),
                p.tenant(),
                p.version(),
                now,
                p.status(),
                p.shownReason(),
                p.callId(),
                p.since(),
                p.until(),
                p.afterCall());
        return new Outgoing(
                Topics.AGENTS,
                p.agentId(),
                p.tenant() + "/" + p.agentId() + ":" + p.version(),
                TypeName.unversioned(AgentEvent.PresenceChanged.class),
                event.at(),
                p.tenant(),
                wire.write(event));
    }

    /** HASH, agentId to status, of all agents of the tenant of whom a presence is stored; written with it. */
    static String statusesOf(String tenant) {
        return "agents:statuses:" + tenant;
    }
}
