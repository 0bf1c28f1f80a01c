package io.tandem.amigateway.pbx.api;

import io.tandem.amigateway.entry.file.PbxFileWatch;
import io.tandem.amigateway.pbx.Pbxs;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Always up: a PBX that is away must not take the gateway out of service, since nobody else would bring the link back. How the links
 * stand is in the data, and why the file of PBXs cannot be used. Kafka's readiness is a check of its own.
 */
@Readiness
public class PbxReadiness implements HealthCheck {

    private final Pbxs pbxs;
    private final PbxFileWatch file;

    PbxReadiness(Pbxs pbxs, PbxFileWatch file) {
        this.pbxs = pbxs;
        this.file = file;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("pbx").up();
        for (var status : pbxs.statuses()) {
            var state = status.state().name();
            response.withData(status.id(), status.reason() == null ? state : state + ": " + status.reason());
        }
        if (!file.problem().isEmpty()) {
            response.withData("pbx-file", file.problem());
        }
        return response.build();
    }
}
