package io.tandem.local.suite;

import io.tandem.local.backing.KafkaProcess;
import io.tandem.local.backing.PostgresProcess;
import io.tandem.local.plan.Port;
import io.tandem.local.plan.Service;
import io.tandem.local.token.SigningKey;
import java.util.LinkedHashMap;
import java.util.Map;

/** What each service is told by its environment; all get the same but for their ports. */
record ServiceEnvironment(Home home, SuitePorts ports, Secrets secrets) {

    static final String PBX = "pbx-1";

    Map<String, String> of(Service service) {
        var environment = new LinkedHashMap<String, String>();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", text(service.http()));
        environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        environment.put("QUARKUS_MANAGEMENT_PORT", text(service.management()));
        environment.put("QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING", "true");
        environment.put("QUARKUS_HTTP_PROXY_ALLOW_X_FORWARDED", "true");
        environment.put("QUARKUS_HTTP_PROXY_ENABLE_FORWARDED_HOST", "true");
        environment.put("KAFKA_BOOTSTRAP_SERVERS", KafkaProcess.bootstrapServers(ports.of(Port.KAFKA)));
        environment.put("QUARKUS_REDIS_HOSTS", "redis://127.0.0.1:" + text(Port.REDIS));
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", PostgresProcess.reactiveUrl(ports.of(Port.POSTGRES)));
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", PostgresProcess.jdbcUrl(ports.of(Port.POSTGRES)));
        environment.put("QUARKUS_DATASOURCE_USERNAME", PostgresProcess.USER);
        environment.put("QUARKUS_DATASOURCE_PASSWORD", secrets.postgres());
        environment.put(
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                SigningKey.in(home.keys()).publicFile().toUri().toString());
        environment.putAll(pbx(service));
        return Map.copyOf(environment);
    }

    /** Who needs no secret of the PBX gets none. */
    private Map<String, String> pbx(Service service) {
        return switch (service) {
            case AMI_GATEWAY ->
                Map.of(
                        "AMI_GATEWAY_PBX_ID", PBX,
                        "AMI_GATEWAY_PBX_HOST", "127.0.0.1",
                        "AMI_GATEWAY_PBX_PORT", text(Port.PBX_AMI),
                        "AMI_GATEWAY_PBX_EVENTS_SECRET", secrets.amiEvents(),
                        "AMI_GATEWAY_PBX_ACTIONS_SECRET", secrets.amiActions());
            case ARI_CONTROLLER ->
                Map.of(
                        "ARI_CONTROLLER_PBX_ID",
                        PBX,
                        "ARI_CONTROLLER_PBX_BASE_URI",
                        "http://127.0.0.1:" + text(Port.PBX_ARI) + "/ari",
                        "ARI_CONTROLLER_PBX_SECRET",
                        secrets.ari(),
                        "ARI_CONTROLLER_RECORDINGS_DIRECTORY",
                        recordings(),
                        "ARI_CONTROLLER_DIALPLAN_CONTEXTS",
                        "site-queue");
            case CALL_STATE_SERVICE ->
                Map.of(
                        "CALL_STATE_SERVICE_LEDGER_KEPT",
                        "true",
                        "CALL_STATE_SERVICE_RECORDINGS_DIRECTORY",
                        recordings());
            case CAMPAIGN_SERVICE, NOTIFIER_SERVICE, HARDWARE_PROBE -> Map.of();
        };
    }

    private String recordings() {
        return home.data("recordings").toString();
    }

    private String text(Port port) {
        return String.valueOf(ports.of(port));
    }
}
