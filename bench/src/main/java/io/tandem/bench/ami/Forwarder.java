package io.tandem.bench.ami;

import io.tandem.local.process.Launch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Who reads AMI and writes to Kafka: a process each, all with the same flags and heap. */
enum Forwarder {
    HARNESS("bare harness") {
        @Override
        List<String> command(int pbx, String kafka) {
            return BareHarness.command(HEAP, pbx, kafka, "none", false);
        }
    },
    HARNESS_LZ4("bare harness, lz4") {
        @Override
        List<String> command(int pbx, String kafka) {
            return BareHarness.command(HEAP, pbx, kafka, "lz4", false);
        }
    },
    HARNESS_SPREAD("bare harness, lz4, all partitions") {
        @Override
        List<String> command(int pbx, String kafka) {
            return BareHarness.command(HEAP, pbx, kafka, "lz4", true);
        }
    },
    GATEWAY("ami-gateway") {
        @Override
        List<String> command(int pbx, String kafka) {
            return GatewayProcess.command(HEAP);
        }
    };

    /** As the suite gives it to the gateway. */
    private static final String HEAP = "128m";

    private final String text;

    Forwarder(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    abstract List<String> command(int pbx, String kafka);

    Launch launch(Path directory, int pbx, String kafka) {
        Map<String, String> environment =
                this == GATEWAY ? GatewayProcess.environment(directory, pbx, kafka) : Map.of();
        return new Launch(name(), command(pbx, kafka), environment, directory, directory.resolve(name() + ".log"));
    }
}
