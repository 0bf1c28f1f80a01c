package io.tandem.callstate.agent.store;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.CallStateConfig;
import io.tandem.callstate.agent.Agents;
import io.tandem.callstate.agent.Desk;
import io.tandem.callstate.agent.DeskCommands;
import io.tandem.callstate.agent.DeskFact;
import io.tandem.callstate.agent.Desks;
import io.tandem.callstate.agent.Presence;
import io.tandem.callstate.agent.PresenceMachine;
import io.tandem.callstate.outbox.Publisher;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import io.tandem.edge.kafka.Wire;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Whose desk is whose: written with the presence, by the same script. */
@ApplicationScoped
class RedisDesks implements Desks {

    /** HASH of all desks, {@code deskId} to {@code tenant|agentId}. */
    static final String DESKS = "agents:desks";

    private static final Logger LOG = Logger.getLogger(RedisDesks.class);

    private final RedisAPI redis;
    private final Agents agents;
    private final Publisher publisher;
    private final Wire wire;
    private final InstantSource clock;
    private final CallStateConfig config;

    RedisDesks(
            RedisAPI redis,
            Agents agents,
            Publisher publisher,
            Wire wire,
            InstantSource clock,
            CallStateConfig config) {
        this.redis = redis;
        this.agents = agents;
        this.publisher = publisher;
        this.wire = wire;
        this.clock = clock;
        this.config = config;
    }

    @Override
    public CompletionStage<Void> seen(PbxFact.CallFact fact) {
        return DeskFact.input(fact)
                .map(input -> redis.hget(DESKS, fact.callId())
                        .chain(owner -> owner == null ? nobodys() : apply(AgentMember.parse(owner.toString()), input)))
                .orElseGet(RedisDesks::nobodys)
                .subscribeAsCompletionStage();
    }

    /** Given up already: its channel is being hung up. */
    private static Uni<Void> nobodys() {
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> apply(AgentMember owner, PresenceMachine.Input input) {
        return Uni.createFrom()
                .completionStage(() -> agents.apply(owner.tenant(), owner.agentId(), input))
                .replaceWithVoid();
    }

    @Override
    public CompletionStage<Void> compare(PbxFact.SnapshotTaken snapshot) {
        return snapshot.source() != FactSource.ARI
                ? nobodys().subscribeAsCompletionStage()
                : redis.hgetall(DESKS)
                        .map(RedisDesks::owners)
                        .chain(owners -> all(owners.values().stream()
                                        .map(owner -> compare(owner, snapshot))
                                        .toList())
                                .chain(() -> hangUpThoseBeside(owners, snapshot)))
                        .subscribeAsCompletionStage();
    }

    private static Map<String, AgentMember> owners(Response stored) {
        var owners = new HashMap<String, AgentMember>();
        stored.getKeys()
                .forEach(deskId ->
                        owners.put(deskId, AgentMember.parse(stored.get(deskId).toString())));
        return owners;
    }

    private Uni<Void> compare(AgentMember owner, PbxFact.SnapshotTaken snapshot) {
        return Uni.createFrom()
                .completionStage(() -> agents.of(owner.tenant(), owner.agentId()))
                .map(RedisDesks::waitingAt)
                .chain(desk -> desk != null && lacks(snapshot, desk)
                        ? apply(owner, new PresenceMachine.Input.LoseDesk(desk.deskId(), 0))
                        : Uni.createFrom().voidItem());
    }

    private static @Nullable Desk waitingAt(Presence presence) {
        return presence.waitsAt().orElse(null);
    }

    private static boolean lacks(PbxFact.SnapshotTaken snapshot, Desk desk) {
        var channel = Desk.channelOf(desk.deskId());
        return desk.pbxId().equals(snapshot.pbxId())
                && desk.since().isBefore(snapshot.begunAt())
                && snapshot.channels().stream().noneMatch(c -> c.channelId().equals(channel));
    }

    /** Of a Redis that was lost: who waits there would never be given a call. */
    private Uni<Void> hangUpThoseBeside(Map<String, AgentMember> owners, PbxFact.SnapshotTaken snapshot) {
        var now = clock.instant();
        var expiry = now.plus(config.limits().commandLife());
        return publisher.send(snapshot.channels().stream()
                .filter(c -> DeskFact.isDesk(c.channelId()) && !owners.containsKey(c.callId()))
                .peek(c -> LOG.warnf("a desk is nobody's: asterisk=%s channel=%s", snapshot.pbxId(), c.channelId()))
                .map(c -> DeskMessages.of(DeskCommands.sweep(c.callId(), snapshot.pbxId(), expiry), "", now, wire))
                .collect(Collectors.toList()));
    }

    private static Uni<Void> all(List<Uni<Void>> works) {
        return works.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join().all(works).andCollectFailures().replaceWithVoid();
    }
}
