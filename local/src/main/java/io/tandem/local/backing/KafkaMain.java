package io.tandem.local.backing;

import java.nio.file.Files;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;

/** Kafka's own JVM: formats the storage the first time, then is {@code kafka.Kafka}; one start instead of two. */
final class KafkaMain {

    private static final String CLUSTER = "TandemLocalCluster0001";

    public static void main(String[] args) {
        var properties = args[0];
        if (!Files.exists(Path.of(args[1], "meta.properties"))) {
            var status = StorageTool.execute(new String[] {"format", "-t", CLUSTER, "-c", properties}, System.out);
            if (status != 0) {
                System.exit(status);
            }
        }
        Kafka.main(new String[] {properties});
    }

    private KafkaMain() {}
}
