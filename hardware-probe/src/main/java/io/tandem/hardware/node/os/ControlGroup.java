package io.tandem.hardware.node.os;

import io.tandem.hardware.node.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The limits of this process's control group and of every group above it (kernel documents cgroup-v2 and cgroup-v1/memory). In a
 * container the group's path of the host is often not there: then the mounted root is the group.
 */
final class ControlGroup {

    /** Version 1 says "no limit" by a number close to 2^63, rounded to a page. */
    private static final long UNLIMITED = 1L << 60;

    private final Path proc;
    private final Path root;

    ControlGroup(Path proc, Path root) {
        this.proc = proc;
        this.root = root;
    }

    Limits limits() throws IOException {
        return Files.exists(root.resolve("cgroup.controllers"))
                ? versionTwo()
                : new Limits(
                        upwards("cpu", this::versionOneCpu).processors(),
                        upwards("memory", this::versionOneMemory).memoryBytes());
    }

    private interface Reader {
        Limits read(Path group) throws IOException;
    }

    private Limits versionTwo() throws IOException {
        return walk(root, path(""), group -> {
            var cpu = line(group.resolve("cpu.max")).map(text -> text.split(" ", -1));
            return new Limits(
                    cpu.filter(max -> !max[0].equals("max"))
                            .map(max -> OptionalDouble.of(Double.parseDouble(max[0]) / Double.parseDouble(max[1])))
                            .orElse(OptionalDouble.empty()),
                    line(group.resolve("memory.max"))
                            .filter(max -> !max.equals("max"))
                            .map(max -> OptionalLong.of(Long.parseLong(max)))
                            .orElse(OptionalLong.empty()));
        });
    }

    private Limits upwards(String controller, Reader reader) throws IOException {
        return walk(root.resolve(controller), path(controller), reader);
    }

    private Limits versionOneCpu(Path group) throws IOException {
        var quota =
                line(group.resolve("cpu.cfs_quota_us")).map(Double::parseDouble).filter(q -> q > 0);
        var period = line(group.resolve("cpu.cfs_period_us")).map(Double::parseDouble);
        return quota.isEmpty() || period.isEmpty()
                ? Limits.NONE
                : new Limits(OptionalDouble.of(quota.get() / period.get()), OptionalLong.empty());
    }

    private Limits versionOneMemory(Path group) throws IOException {
        return line(group.resolve("memory.limit_in_bytes"))
                .map(Long::parseLong)
                .filter(limit -> limit < UNLIMITED)
                .map(limit -> new Limits(OptionalDouble.empty(), OptionalLong.of(limit)))
                .orElse(Limits.NONE);
    }

    private static Limits walk(Path root, Path relative, Reader reader) throws IOException {
        var limits = reader.read(root);
        var group = root;
        for (var name : relative) {
            group = group.resolve(name);
            limits = reader.read(group).within(limits);
        }
        return limits;
    }

    /** The group's path below its mount, from {@code /proc/self/cgroup}: {@code id:controllers:path}, no controllers in version 2. */
    private Path path(String controller) throws IOException {
        var file = proc.resolve("self/cgroup");
        if (!Files.exists(file)) {
            return Path.of("");
        }
        return Files.readAllLines(file).stream()
                .map(line -> line.split(":", 3))
                .filter(parts -> parts.length == 3
                        && java.util.List.of(parts[1].split(",", -1)).contains(controller))
                .map(parts -> Path.of(parts[2].replaceFirst("^/+", "")))
                .filter(path -> !path.startsWith(".."))
                .findFirst()
                .orElse(Path.of(""));
    }

    private static Optional<String> line(Path file) throws IOException {
        return Files.isRegularFile(file)
                ? Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty())
                : Optional.empty();
    }
}
