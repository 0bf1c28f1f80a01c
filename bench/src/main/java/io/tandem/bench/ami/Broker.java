package io.tandem.bench.ami;

import io.tandem.local.backing.KafkaProcess;
import io.tandem.local.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A broker as the suite runs it, whose topic of facts notes when it took each record. */
final class Broker implements AutoCloseable {

    static final String TOPIC = "tandem.pbx.facts";

    private final Path directory;
    private final KafkaProcess kafka;
    private final Admin admin;
    private final List<TopicPartition> partitions;

    Broker() {
        try {
            directory = Files.createTempDirectory("tandem-bench-kafka");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary directory", e);
        }
        kafka = KafkaProcess.start(directory, Ports.free());
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        var noteTime =
                new AlterConfigOp(new ConfigEntry("message.timestamp.type", "LogAppendTime"), AlterConfigOp.OpType.SET);
        await(admin.incrementalAlterConfigs(
                        Map.of(new ConfigResource(ConfigResource.Type.TOPIC, TOPIC), List.of(noteTime)))
                .all());
        var topic = await(admin.describeTopics(List.of(TOPIC)).allTopicNames()).get(TOPIC);
        partitions = IntStream.range(0, topic.partitions().size())
                .mapToObj(n -> new TopicPartition(TOPIC, n))
                .toList();
    }

    /** For the logs of who writes to it; goes with it. */
    Path directory() {
        return directory;
    }

    String servers() {
        return kafka.bootstrapServers();
    }

    /** Records that the topic has taken. */
    long records() {
        return ends().values().stream().mapToLong(Long::longValue).sum();
    }

    /** Where each partition of the topic ends now. */
    Map<TopicPartition, Long> ends() {
        var latest = partitions.stream().collect(Collectors.toMap(p -> p, _ -> OffsetSpec.latest()));
        var ends = new HashMap<TopicPartition, Long>();
        await(admin.listOffsets(latest).all()).forEach((p, end) -> ends.put(p, offset(end)));
        return ends;
    }

    /** All records from there to where the topic ends now; their timestamp is the broker's. */
    void read(Map<TopicPartition, Long> from, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        var to = ends();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", servers(), "enable.auto.commit", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            from.forEach(consumer::seek);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < to.get(p))) {
                consumer.poll(Duration.ofMillis(100)).forEach(each);
            }
        }
    }

    private static long offset(ListOffsetsResultInfo info) {
        return info.offset();
    }

    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker refused", e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        admin.close();
        kafka.stop();
        try (var files = Files.walk(directory)) {
            delete(files.sorted(Comparator.reverseOrder()).toList());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + directory, e);
        }
    }

    private static void delete(Collection<Path> files) throws IOException {
        for (var file : files) {
            Files.deleteIfExists(file);
        }
    }
}
