package io.tandem.amigateway.pbx;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tandem.amigateway.ownership.Partitions;
import io.tandem.contracts.DirectoryEntry;
import io.tandem.contracts.Topics;
import io.tandem.edge.kafka.Wire;
import io.tandem.testkit.KafkaResource;
import io.tandem.testkit.ami.FakeAsterisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A real broker, one scripted AMI server that is all PBXs (each has users of its own, {@code e-<id>} and {@code a-<id>}), and a file
 * that names them. {@link #DRAINED_BEFORE} was drained before the gateway came up.
 */
public final class ReplicaUnderTest implements QuarkusTestResourceLifecycleManager {

    static final int PARTITIONS = 3;

    /** One for each partition. */
    static final List<String> SHARED = IntStream.range(0, PARTITIONS)
            .mapToObj(ReplicaUnderTest::ofPartition)
            .toList();

    static final String DRAINED_BEFORE = "drained-before";

    private static FakeAsterisk asterisk;
    private static Path file;
    private static String bootstrap;
    private static KafkaProducer<String, String> producer;

    private final KafkaResource kafka = new KafkaResource();

    static FakeAsterisk asterisk() {
        return asterisk;
    }

    static Path file() {
        return file;
    }

    static String bootstrap() {
        return bootstrap;
    }

    static void produce(String topic, String key, @Nullable String value) {
        var sent = producer.send(new ProducerRecord<>(topic, key, value));
        try {
            sent.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("Kafka did not take a record for " + topic, e);
        }
    }

    /** Lines of the file for the PBXs that are always there. */
    static Map<String, String> usual() {
        var lines = new TreeMap<String, String>();
        SHARED.forEach(id -> lines.putAll(lines(id)));
        lines.putAll(lines(DRAINED_BEFORE));
        lines.putAll(Map.of(
                "credentials.common.events.user", "e-common",
                "credentials.common.events.secret", "s",
                "credentials.common.actions.user", "a-common",
                "credentials.common.actions.secret", "s"));
        return lines;
    }

    static Map<String, String> lines(String id) {
        asterisk.accepts("e-" + id, "s").accepts("a-" + id, "s");
        return Map.of(
                "pbx." + id + ".host",
                "127.0.0.1",
                "pbx." + id + ".port",
                Integer.toString(asterisk.port()),
                "pbx." + id + ".events.user",
                "e-" + id,
                "pbx." + id + ".events.secret",
                "s",
                "pbx." + id + ".actions.user",
                "a-" + id,
                "pbx." + id + ".actions.secret",
                "s");
    }

    static void write(Map<String, String> lines) {
        writeText(lines.entrySet().stream()
                .map(line -> line.getKey() + " = " + line.getValue())
                .collect(Collectors.joining("\n")));
    }

    static void writeText(String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> start() {
        asterisk = FakeAsterisk.start().accepts("e-common", "s").accepts("a-common", "s");
        var properties = new HashMap<>(kafka.start());
        bootstrap = properties.get("kafka.bootstrap.servers");
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new StringSerializer());
        produce(
                Topics.DIRECTORY,
                "pbx-drain:" + DRAINED_BEFORE,
                new Wire().write(new DirectoryEntry.PbxDrain(DRAINED_BEFORE, Instant.EPOCH)));
        try {
            file = Files.createTempFile("tandem-pbx", ".properties");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        write(usual());
        properties.put("ami-gateway.pbx-file", file.toString());
        properties.put("ami-gateway.pbx-file-interval", "1s");
        properties.put("ami-gateway.link.alive-interval", "200ms");
        return properties;
    }

    @Override
    public void stop() {
        producer.close();
        asterisk.close();
        kafka.stop();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String ofPartition(int partition) {
        var all = new Partitions(PARTITIONS, Set.of(partition));
        return IntStream.range(0, 1_000)
                .mapToObj(n -> "shared-" + n)
                .filter(all::own)
                .findFirst()
                .orElseThrow();
    }
}
