package io.tandem.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tandem.local.backing.RedisProcess;
import io.tandem.local.process.Ports;
import java.util.Map;

/** An empty Redis on a free port, for the time of the test application. */
public final class RedisResource implements QuarkusTestResourceLifecycleManager {

    private final Scratch scratch = new Scratch("redis");

    @Override
    public Map<String, String> start() {
        var redis = RedisProcess.start(scratch.directory(), Ports.free());
        scratch.onEnd(redis::stop);
        return Map.of("quarkus.redis.hosts", "redis://127.0.0.1:" + redis.port());
    }

    @Override
    public void stop() {
        scratch.end();
    }
}
