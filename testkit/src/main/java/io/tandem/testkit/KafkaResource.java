package io.tandem.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tandem.local.backing.KafkaProcess;
import io.tandem.local.process.Ports;
import java.util.Map;

/** A Kafka broker with the suite's topics, all empty, on a free port, for the time of the test application. */
public final class KafkaResource implements QuarkusTestResourceLifecycleManager {

    private final Scratch scratch = new Scratch("kafka");

    @Override
    public Map<String, String> start() {
        var kafka = KafkaProcess.start(scratch.directory(), Ports.free());
        scratch.onEnd(kafka::stop);
        return Map.of("kafka.bootstrap.servers", kafka.bootstrapServers());
    }

    @Override
    public void stop() {
        scratch.end();
    }
}
