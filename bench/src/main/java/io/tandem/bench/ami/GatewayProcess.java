package io.tandem.bench.ami;

import io.tandem.local.process.Ports;
import io.tandem.local.suite.JavaCommand;
import io.tandem.local.token.SigningKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The gateway as it is packaged, told of one PBX. */
final class GatewayProcess {

    private static final Path JAR = Path.of(System.getProperty("tandem.root", "."))
            .toAbsolutePath()
            .resolve("ami-gateway/target/quarkus-app/quarkus-run.jar");

    static List<String> command(String heap) {
        return JavaCommand.of(heap, List.of(), List.of("-jar", JAR.toString()));
    }

    static Map<String, String> environment(Path directory, int pbx, String kafka) {
        var key = SigningKey.in(directory.resolve("keys")).publicFile().toUri().toString();
        return Map.of(
                "QUARKUS_HTTP_HOST",
                "127.0.0.1",
                "QUARKUS_HTTP_PORT",
                String.valueOf(Ports.free()),
                "QUARKUS_MANAGEMENT_HOST",
                "127.0.0.1",
                "QUARKUS_MANAGEMENT_PORT",
                String.valueOf(Ports.free()),
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka,
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                key,
                "AMI_GATEWAY_PBX_HOST",
                "127.0.0.1",
                "AMI_GATEWAY_PBX_PORT",
                String.valueOf(pbx),
                "AMI_GATEWAY_PBX_EVENTS_SECRET",
                "bench",
                "AMI_GATEWAY_PBX_ACTIONS_SECRET",
                "bench");
    }

    private GatewayProcess() {}
}
