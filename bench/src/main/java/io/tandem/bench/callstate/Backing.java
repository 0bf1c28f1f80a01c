package io.tandem.bench.callstate;

import io.tandem.local.backing.KafkaProcess;
import io.tandem.local.backing.PostgresProcess;
import io.tandem.local.backing.RedisProcess;
import io.tandem.local.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** Kafka, Redis and PostgreSQL as the suite runs them, empty; facts and events have the time at which the broker took them. */
final class Backing implements AutoCloseable {

    static final String FACTS = "tandem.pbx.facts";
    static final String LINKS = "tandem.pbx.links";
    static final String EVENTS = "tandem.calls";

    private final Path directory;
    private final KafkaProcess kafka;
    private final RedisProcess redis;
    private final PostgresProcess postgres;

    Backing() {
        try {
            directory = Files.createTempDirectory("tandem-bench-state");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary directory", e);
        }
        kafka = KafkaProcess.start(place("kafka"), Ports.free());
        redis = RedisProcess.start(place("redis"), Ports.free());
        postgres = PostgresProcess.start(place("postgres"), Ports.free());
        noteTimes();
    }

    Path directory() {
        return directory;
    }

    String kafka() {
        return kafka.bootstrapServers();
    }

    int redis() {
        return redis.port();
    }

    int postgres() {
        return postgres.port();
    }

    private Path place(String name) {
        try {
            return Files.createDirectories(directory.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void noteTimes() {
        var note =
                new AlterConfigOp(new ConfigEntry("message.timestamp.type", "LogAppendTime"), AlterConfigOp.OpType.SET);
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka()))) {
            admin.incrementalAlterConfigs(Stream.of(FACTS, EVENTS)
                            .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                            .collect(Collectors.toMap(topic -> topic, _ -> List.of(note))))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker refused", e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        postgres.stop();
        redis.stop();
        kafka.stop();
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + directory, e);
        }
    }
}
