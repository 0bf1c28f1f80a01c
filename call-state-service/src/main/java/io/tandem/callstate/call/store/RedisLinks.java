package io.tandem.callstate.call.store;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.call.Links;
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
            return set(CallKeys.amiLink(alive.pbxId()), "1", millis);
        }
        if (alive.application() == null || alive.shard() == null || alive.shards() == null) {
            return Uni.createFrom().voidItem();
        }
        var ari = CallKeys.ariLink(alive.pbxId());
        return set(ari + ":" + alive.shard(), alive.application(), millis)
                .chain(() -> set(ari, alive.shards().toString(), millis));
    }

    public Uni<Links> of(String callId, String pbxId) {
        return calls.load(callId, pbxId, Origin.NONE).map(Loaded::links);
    }

    private Uni<Void> set(String key, String value, String millis) {
        return redis.set(List.of(key, value, "PX", millis)).replaceWithVoid();
    }
}
