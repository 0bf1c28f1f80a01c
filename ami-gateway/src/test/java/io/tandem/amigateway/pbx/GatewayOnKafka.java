package io.tandem.amigateway.pbx;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tandem.testkit.ami.FakeAsterisk;
import java.util.Map;

/** A scripted PBX for a gateway whose channels are the real ones. */
public final class GatewayOnKafka implements QuarkusTestResourceLifecycleManager {

    private static FakeAsterisk asterisk;

    static FakeAsterisk asterisk() {
        return asterisk;
    }

    @Override
    public Map<String, String> start() {
        asterisk = FakeAsterisk.start().accepts("tandem-events", "s-events").accepts("tandem-actions", "s-actions");
        return Map.of(
                "ami-gateway.pbx.port", Integer.toString(asterisk.port()),
                "ami-gateway.pbx.events.secret", "s-events",
                "ami-gateway.pbx.actions.secret", "s-actions");
    }

    @Override
    public void stop() {
        asterisk.close();
    }
}
