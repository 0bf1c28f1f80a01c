package io.tandem.bench.callstate;

import io.tandem.bench.Benchmark;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * What a live call costs in Redis, and what many that are over leave there: waves of calls are connected, counted, ended and archived.
 * After the first wave every agent is known to Redis, who stay; after the last there must be as many keys as after the first.
 */
public final class CallMemory implements Benchmark {

    private static final int CALLS = Integer.getInteger("tandem.bench.calls", 20_000);
    private static final int LIVE = Integer.getInteger("tandem.bench.live", 2_000);
    private static final int AT_ONCE = 48;
    private static final String ARCHIVED_AFTER = "PT2S";
    private static final Duration GONE = Duration.ofSeconds(120);

    @Override
    public String name() {
        return "call-memory";
    }

    @Override
    public String about() {
        return "Redis with " + LIVE + " live calls, and after " + CALLS + " that are over";
    }

    @Override
    public void run() {
        try (var backing = new Backing();
                var _ = Replica.start(
                        backing, "call-state-1", Map.of("CALL_STATE_SERVICE_LIMITS_ARCHIVE", ARCHIVED_AFTER));
                var load = new Load(backing, LIVE);
                var redis = new RedisConsole(backing.redis())) {
            wave(load, redis);
            long keys = awaitFewKeys(redis, Long.MAX_VALUE);
            for (int calls = LIVE; calls < CALLS; calls += LIVE) {
                wave(load, redis);
                awaitFewKeys(redis, keys);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%d keys after the first %d calls, %s after %d; %d calls did not go as they should%n",
                    keys,
                    LIVE,
                    redis.ask("DBSIZE"),
                    CALLS,
                    load.odd());
        }
    }

    private static void wave(Load load, RedisConsole redis) {
        long before = used(redis);
        var talking = load.connected(LIVE, AT_ONCE);
        long live = used(redis);
        System.out.printf(
                Locale.ROOT,
                "%d live calls: %d keys, %.1f KB each%n",
                LIVE,
                Long.parseLong(redis.ask("DBSIZE")),
                (live - before) / 1024.0 / LIVE);
        load.end(talking, AT_ONCE);
    }

    private static long used(RedisConsole redis) {
        return redis.ask("INFO", "memory")
                .lines()
                .filter(line -> line.startsWith("used_memory:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElseThrow();
    }

    /** Until no call is left, and there are no more keys than that; how many there are. */
    private static long awaitFewKeys(RedisConsole redis, long atMost) {
        long end = System.nanoTime() + GONE.toNanos();
        while (System.nanoTime() < end) {
            long keys = Long.parseLong(redis.ask("DBSIZE"));
            if (redis.ask("ZCARD", "calls:tenant:acme").equals("0")
                    && redis.ask("ZCARD", "outbox:pending").equals("0")
                    && keys <= atMost) {
                return keys;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(200).toNanos());
        }
        throw new IllegalStateException(redis.ask("DBSIZE") + " keys are left, "
                + redis.ask("ZCARD", "calls:tenant:acme") + " of calls; there may be " + atMost);
    }
}
