package io.tandem.local.suite;

import io.tandem.local.process.Identity;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One line of {@code ./tandem status}. */
public record PartStatus(
        String name, Health health, Optional<Long> pid, List<Integer> ports, long megabytes, Duration since) {

    public enum Health {
        READY,
        NOT_READY,
        DOWN
    }

    static PartStatus of(Part part, Optional<Identity> identity) {
        var numbers = part.ports();
        if (identity.isEmpty()) {
            return new PartStatus(part.name(), Health.DOWN, Optional.empty(), numbers, 0, Duration.ZERO);
        }
        var running = identity.get();
        return new PartStatus(
                part.name(),
                part.isReady().getAsBoolean() ? Health.READY : Health.NOT_READY,
                Optional.of(running.pid()),
                numbers,
                megabytes(running),
                Duration.between(running.startedAt(), Instant.now()));
    }

    /** Resident, with its own children; shared pages count in each. */
    private static long megabytes(Identity identity) {
        var family = Stream.concat(
                        identity.handle().stream(), identity.handle().stream().flatMap(ProcessHandle::descendants))
                .map(process -> String.valueOf(process.pid()))
                .collect(Collectors.joining(","));
        try {
            var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", family).start();
            try (var out = ps.inputReader()) {
                return out.lines().map(String::strip).mapToLong(Long::parseLong).sum() / 1024;
            }
        } catch (IOException _) {
            return 0; // no ps on this machine
        }
    }
}
