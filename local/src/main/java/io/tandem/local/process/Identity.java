package io.tandem.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One process among all that ever had its pid. */
public record Identity(long pid, Instant startedAt) {

    /** The kernel counts in ticks since boot, and the boot time is read anew by each JVM: equal within this. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    public static Identity of(ProcessHandle process) {
        return new Identity(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
    }

    /** The process itself while it lives; empty when it is gone, also when its pid now belongs to another. */
    public Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid).filter(Identity::runs).filter(this::isSame);
    }

    public boolean isAlive() {
        return handle().isPresent();
    }

    /** A zombie has ended: in a container whose first process collects none, it stays listed for ever. */
    private static boolean runs(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        var stat = Path.of("/proc/" + process.pid() + "/stat");
        if (!Files.exists(stat)) {
            return !Files.isDirectory(Path.of("/proc/self"));
        }
        try {
            var line = Files.readString(stat, StandardCharsets.ISO_8859_1);
            return line.charAt(line.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException _) {
            return false;
        }
    }

    private boolean isSame(ProcessHandle other) {
        return other.info()
                .startInstant()
                .map(at -> Duration.between(startedAt, at).abs().compareTo(TOLERANCE) <= 0)
                .orElse(false);
    }
}
