package io.tandem.local.suite;

import io.tandem.local.plan.Port;
import io.tandem.local.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** What is looked at before anything is started, so that a hopeless start ends with one clear message. */
final class Preflight {

    static final long NEEDED_MEGABYTES = 1024;

    /** @throws SuiteException naming every port that is taken, by whom, and how to choose another */
    static void requireFreePorts(SuitePorts ports) {
        var troubles = new ArrayList<String>();
        var seen = new HashMap<Integer, Port>();
        for (var port : Port.values()) {
            var number = ports.of(port);
            var other = seen.putIfAbsent(number, port);
            if (other != null) {
                troubles.add("port " + number + " is given to both " + other.key() + " and " + port.key());
            } else if (!isFree(port, number)) {
                troubles.add(taken(port, number));
            }
        }
        if (!troubles.isEmpty()) {
            throw new SuiteException(message(troubles));
        }
    }

    static void requireDiskSpace(Path directory) {
        requireDiskSpace(directory, usable(directory));
    }

    static void requireDiskSpace(Path directory, long usableBytes) {
        var megabytes = usableBytes / (1024 * 1024);
        if (megabytes < NEEDED_MEGABYTES) {
            throw new SuiteException("the disk is nearly full: " + directory + " has " + megabytes
                    + " MB left, the suite needs " + NEEDED_MEGABYTES + " MB");
        }
    }

    private static boolean isFree(Port port, int number) {
        return port.isUdp() ? Ports.isFreeUdp(number) : Ports.isFree(number);
    }

    private static String taken(Port port, int number) {
        var holder = PortHolder.of(number, port.isUdp())
                .map(process -> " by process " + process.pid()
                        + process.info()
                                .command()
                                .map(command -> " (" + command + ")")
                                .orElse(""))
                .orElse("");
        return (port.isUdp() ? "UDP port " : "port ") + number + ", for " + port.purpose() + ", is taken" + holder
                + "; choose another with " + port.variable() + " or " + port.key() + "= in .tandem/" + SuitePorts.FILE;
    }

    private static String message(List<String> troubles) {
        var whole = String.join("\n", troubles);
        return troubles.size() == 1
                ? whole
                : whole + "\nTANDEM_PORT_OFFSET=10000, or offset=10000 in that file, moves all " + Port.values().length
                        + " at once";
    }

    private static long usable(Path directory) {
        try {
            Files.createDirectories(directory);
            return Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + directory, e);
        }
    }

    private Preflight() {}
}
