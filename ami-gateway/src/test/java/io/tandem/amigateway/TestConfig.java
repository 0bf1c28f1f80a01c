package io.tandem.amigateway;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tandem.amigateway.action.Contexts;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** The configuration as the application builds it, without the application. */
public final class TestConfig {

    public static final Contexts CONTEXTS =
            new Contexts("tandem-conference", "tandem-handoff", "tandem-record", "tandem-park", "tandem-transfer");

    /** Defaults, secrets, and what the test says. */
    public static AmiGatewayConfig with(Map<String, String> properties) {
        var all = new HashMap<>(properties);
        all.putIfAbsent("ami-gateway.pbx.events.secret", "first-secret");
        all.putIfAbsent("ami-gateway.pbx.actions.secret", "second-secret");
        return from(new PropertiesConfigSource(all, "test", 100));
    }

    static AmiGatewayConfig from(ConfigSource... sources) {
        return new SmallRyeConfigBuilder()
                .withSources(sources)
                .withConverter(Duration.class, 100, new DurationConverter())
                .withMapping(AmiGatewayConfig.class)
                .build()
                .getConfigMapping(AmiGatewayConfig.class);
    }

    private TestConfig() {}
}
