package io.tandem.callstate.call.store;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.call.Links;
import io.tandem.callstate.pbx.PbxView;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import io.vertx.mutiny.redis.client.RedisAPI;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Which interfaces of a PBX live: each says so every second, and is forgotten 3 s after it last did. */
@ApplicationScoped
public class RedisLinks {

    private static final Duration TRUST = Duration.ofSeconds(3);

    private final RedisAPI redis;
    private final RedisCalls calls;
    private final InstantSource clock;

    RedisLinks(RedisAPI redis, RedisCalls calls, InstantSource clock) {
        this.redis = redis;
        this.calls = calls;
        this.clock = clock;
    }

    /** One that is read late, after a restart, says nothing of now. */
    public Uni<Void> alive(PbxFact.LinkAlive alive) {
        var left = TRUST.minus(Duration.between(alive.at(), clock.instant()));
        if (left.isNegative() || left.isZero()) {
            return Uni.createFrom().voidItem();
        }
        var millis = Long.toString(Math.min(left.toMillis(), TimeUnit.SECONDS.toMillis(3)) + 1);
        if (alive.source() == FactSource.AMI) {
            return redis.hset(List.of(
                            CallKeys.PBXS, alive.pbxId(), KnownPbx.of(alive).written()))
                    .chain(() -> set(CallKeys.amiLink(alive.pbxId()), "1", millis));
        }
        if (alive.application() == null || alive.shard() == null || alive.shards() == null) {
            return Uni.createFrom().voidItem();
        }
        var ari = CallKeys.ariLink(alive.pbxId());
        return set(ari + ":" + alive.shard(), alive.application(), millis)
                .chain(() -> set(ari, alive.shards().toString(), millis))
                .chain(() -> redis.hsetnx(CallKeys.PBXS, alive.pbxId(), KnownPbx.USUAL.written()))
                .replaceWithVoid();
    }

    public Uni<Links> of(String callId, String pbxId) {
        return calls.load(callId, pbxId, Origin.NONE).map(Loaded::links);
    }

    /** Every PBX that ever had a link, as it is now. */
    public Uni<List<PbxView>> pbxs() {
        return redis.hgetall(CallKeys.PBXS).chain(found -> {
            var views = found.getKeys().stream()
                    .map(pbxId -> view(pbxId, KnownPbx.read(found.get(pbxId).toString())))
                    .toList();
            return views.isEmpty()
                    ? Uni.createFrom().item(List.of())
                    : Uni.join().all(views).andFailFast();
        });
    }

    private Uni<PbxView> view(String pbxId, KnownPbx known) {
        return Uni.combine()
                .all()
                .unis(
                        redis.exists(List.of(CallKeys.amiLink(pbxId))),
                        redis.exists(List.of(CallKeys.ariLink(pbxId))),
                        redis.scard(CallKeys.ofPbx(pbxId)))
                .with((ami, ari, calls) -> new PbxView(
                        pbxId,
                        known.weight(),
                        known.draining(),
                        calls.toInteger(),
                        ami.toInteger() == 1,
                        ari.toInteger() == 1));
    }

    private Uni<Void> set(String key, String value, String millis) {
        return redis.set(List.of(key, value, "PX", millis)).replaceWithVoid();
    }
}
