package io.tandem.local.suite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the suite's own JVMs are run: small, quick to start, with the JDK that runs this. */
public final class JavaCommand {

    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xss512k",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dfile.encoding=UTF-8");

    public static List<String> of(String heap, List<String> flags, List<String> what) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heap);
        command.addAll(FLAGS);
        command.addAll(flags);
        command.addAll(what);
        return List.copyOf(command);
    }

    private JavaCommand() {}
}
