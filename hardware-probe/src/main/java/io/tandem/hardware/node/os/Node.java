package io.tandem.hardware.node.os;

import io.tandem.contracts.NodeCapacity;
import io.tandem.hardware.HardwareConfig;
import io.tandem.hardware.node.Capacity;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** This node. Measuring reads a few small files; any thread that may block can ask. */
@ApplicationScoped
public class Node {

    private final Path proc;
    private final ControlGroup group;
    private final String name;

    Node(HardwareConfig config) {
        this.proc = config.files().proc();
        this.group = new ControlGroup(proc, config.files().cgroup());
        this.name = config.node().filter(node -> !node.isBlank()).orElseGet(Node::hostName);
    }

    public NodeCapacity.Measured measure() {
        try {
            var capacity = Capacity.of(Runtime.getRuntime().availableProcessors(), machineMemory(), group.limits());
            var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            return new NodeCapacity.Measured(name, now, capacity.cores(), capacity.memoryBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot measure node " + name, e);
        }
    }

    private long machineMemory() throws IOException {
        return Files.readAllLines(proc.resolve("meminfo")).stream()
                .filter(line -> line.startsWith("MemTotal:"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(kibibytes -> Long.parseLong(kibibytes) * 1024)
                .findFirst()
                .orElseThrow(() -> new IOException("meminfo has no MemTotal"));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            throw new UncheckedIOException("this host has no name; set NODE_NAME", e);
        }
    }
}
