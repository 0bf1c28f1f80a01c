package io.tandem.amigateway.pbx.api;

import io.tandem.amigateway.pbx.Pbx;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Always up: a PBX that is away must not take the gateway out of service, since nobody else would bring the link back. How the link stands
 * is in the data. Kafka's readiness is a check of its own.
 */
@Readiness
public class PbxReadiness implements HealthCheck {

    private final Pbx pbx;

    PbxReadiness(Pbx pbx) {
        this.pbx = pbx;
    }

    @Override
    public HealthCheckResponse call() {
        var status = pbx.status();
        var response = HealthCheckResponse.named("pbx")
                .up()
                .withData("id", status.id())
                .withData("state", status.state().name())
                .withData("since", status.since().toString());
        if (status.reason() != null) {
            response.withData("reason", status.reason());
        }
        return response.build();
    }
}
