package io.tandem.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Finds processes by a variable of their environment, where the kernel shows it (Linux); elsewhere it finds none. */
final class Marked {

    static List<Identity> by(String variable, String value) {
        var mark = variable + "=" + value;
        var self = ProcessHandle.current().pid();
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != self)
                .filter(process -> has(mark, process.pid()))
                .map(Identity::of)
                .toList();
    }

    private static boolean has(String mark, long pid) {
        try {
            var environment = Files.readString(Path.of("/proc/" + pid + "/environ"), StandardCharsets.ISO_8859_1);
            return Arrays.asList(environment.split("\0", -1)).contains(mark);
        } catch (IOException _) {
            return false; // another user's process, or one that has just ended
        }
    }

    private Marked() {}
}
