package io.tandem.local.suite;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who has a port, where the kernel shows it (Linux, and a process that we may look at). */
final class PortHolder {

    private static final String LISTENING = "0A";

    static Optional<ProcessHandle> of(int port, boolean udp) {
        var tables = udp ? List.of("udp", "udp6") : List.of("tcp", "tcp6");
        return tables.stream()
                .map(table -> Path.of("/proc/net", table))
                .flatMap(table -> inode(table, port, udp).stream())
                .findFirst()
                .flatMap(PortHolder::owner);
    }

    private static Optional<String> inode(Path table, int port, boolean udp) {
        try {
            var wanted = String.format(Locale.ROOT, ":%04X", port);
            return Files.readAllLines(table).stream()
                    .map(line -> line.strip().split("\\s+", -1))
                    .filter(fields -> fields.length > 9 && fields[1].endsWith(wanted))
                    .filter(fields -> udp || fields[3].equals(LISTENING))
                    .map(fields -> fields[9])
                    .findFirst();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Optional<ProcessHandle> owner(String inode) {
        var link = Path.of("socket:[" + inode + "]");
        return ProcessHandle.allProcesses()
                .filter(process -> holds(process.pid(), link))
                .findFirst();
    }

    private static boolean holds(long pid, Path link) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (var descriptor : descriptors) {
                if (Files.readSymbolicLink(descriptor).equals(link)) {
                    return true;
                }
            }
            return false;
        } catch (IOException _) {
            return false; // not ours to look at, or gone
        }
    }

    private PortHolder() {}
}
