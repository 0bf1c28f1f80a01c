package io.tandem.local.backing;

import io.tandem.local.process.Await;
import io.tandem.local.process.Children;
import io.tandem.local.process.Launch;
import io.tandem.local.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One Kafka broker, its own controller (KRaft), in a JVM of its own with the Kafka jars of this JVM's class path. */
public final class KafkaProcess {

    public static final String NAME = "kafka";

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final Children children;
    private final int port;

    private KafkaProcess(Children children, int port) {
        this.children = children;
        this.port = port;
    }

    /** Returns when it answers and has {@link TandemTopics}. */
    public static KafkaProcess start(Path dir, int port) {
        return start(new Children(dir), dir, dir.resolve("kafka.log"), port);
    }

    public static KafkaProcess start(Children children, Path dir, Path log, int port) {
        var child = children.start(new Launch(NAME, command(dir, port), Map.of(), dir, log));
        Await.until(child, START, () -> listens(port));
        TandemTopics.create(child, bootstrapServers(port));
        return new KafkaProcess(children, port);
    }

    public static String bootstrapServers(int port) {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    public String bootstrapServers() {
        return bootstrapServers(port);
    }

    public void stop() {
        children.stop(NAME, STOP);
    }

    private static List<String> command(Path dir, int port) {
        var data = dir.toAbsolutePath().resolve("log");
        var properties = dir.toAbsolutePath().resolve("server.properties");
        try {
            Files.createDirectories(dir);
            Files.writeString(properties, properties(data, port, Ports.free()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + properties, e);
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx112m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xss512k",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-cp",
                ClassPath.ofKafka(),
                KafkaMain.class.getName(),
                properties.toString(),
                data.toString());
    }

    private static String properties(Path data, int port, int controllerPort) {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                controller.listener.names=CONTROLLER
                inter.broker.listener.name=PLAINTEXT
                log.dirs=%3$s
                auto.create.topics.enable=false
                offsets.topic.num.partitions=1
                offsets.topic.replication.factor=1
                transaction.state.log.num.partitions=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                share.coordinator.state.topic.num.partitions=1
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                group.initial.rebalance.delay.ms=0
                group.min.session.timeout.ms=1000
                num.network.threads=2
                num.io.threads=4
                background.threads=2
                log.segment.bytes=16777216
                log.cleaner.threads=1
                log.cleaner.dedupe.buffer.size=2097152
                log.index.size.max.bytes=1048576
                """.formatted(port, controllerPort, data);
    }

    private static boolean listens(int port) {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
