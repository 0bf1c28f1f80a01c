package io.tandem.amigateway.pbx;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import io.tandem.testkit.ami.FakeAsterisk;
import java.util.HashMap;
import java.util.Map;

/** A scripted PBX and channels in memory, with {@link RecordsInMemory.Profile}; {@link #asterisk()} is the PBX of the running test application. */
public final class GatewayUnderTest implements QuarkusTestResourceLifecycleManager {

    private static FakeAsterisk asterisk;

    static FakeAsterisk asterisk() {
        return asterisk;
    }

    @Override
    public Map<String, String> start() {
        asterisk = FakeAsterisk.start().accepts("tandem-events", "s-events").accepts("tandem-actions", "s-actions");
        var properties = new HashMap<String, String>();
        properties.putAll(InMemoryConnector.switchOutgoingChannelsToInMemory("pbx-requests"));
        properties.putAll(InMemoryConnector.switchIncomingChannelsToInMemory("ami-commands", "directory"));
        properties.put("ami-gateway.pbx.port", Integer.toString(asterisk.port()));
        properties.put("ami-gateway.pbx.events.secret", "s-events");
        properties.put("ami-gateway.pbx.actions.secret", "s-actions");
        properties.put("ami-gateway.link.alive-interval", "100ms");
        properties.put("ami-gateway.actions.timeout", "500ms");
        properties.put("ami-gateway.actions.grace", "100ms");
        return properties;
    }

    @Override
    public void stop() {
        asterisk.close();
        InMemoryConnector.clear();
    }
}
