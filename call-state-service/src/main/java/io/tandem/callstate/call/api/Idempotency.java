package io.tandem.callstate.call.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import io.tandem.edge.problem.ProblemException;
import io.vertx.mutiny.redis.client.RedisAPI;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/** Keys of requests that start a call, kept for a day for each tenant: the same key and body get the same callId. */
@ApplicationScoped
class Idempotency {

    private static final long KEPT_MILLIS = Duration.ofHours(24).toMillis();
    private static final int LONGEST_KEY = 200;

    private final RedisAPI redis;

    Idempotency(RedisAPI redis) {
        this.redis = redis;
    }

    /** The callId to use: {@code callId}, or the one that the first request with this key and body got. */
    Uni<String> claim(String tenant, String key, String body, String callId) {
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw ProblemException.invalid("Idempotency-Key", "1 to " + LONGEST_KEY + " characters");
        }
        var digest = digest(body);
        var name = name(tenant, key);
        return redis.set(List.of(name, digest + "|" + callId, "NX", "PX", Long.toString(KEPT_MILLIS)))
                .chain(set -> set != null
                        ? Uni.createFrom().item(callId)
                        : redis.get(name).map(r -> r == null ? callId : sameAs(digest, r.toString())));
    }

    /** Nothing was started: the key may be used again. */
    Uni<Void> free(String tenant, String key) {
        return redis.del(List.of(name(tenant, key))).replaceWithVoid();
    }

    private static String sameAs(String digest, String stored) {
        var parts = stored.split("\\|", -1);
        if (!parts[0].equals(digest)) {
            throw ProblemException.invalid("Idempotency-Key", "was used with another body");
        }
        return parts[1];
    }

    private static String name(String tenant, String key) {
        return "idempotency:" + tenant + ":" + key;
    }

    private static String digest(String body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
