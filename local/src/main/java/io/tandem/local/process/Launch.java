package io.tandem.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What to run. {@code environment} is added to ours; output and errors are appended to {@code log}. */
public record Launch(String name, List<String> command, Map<String, String> environment, Path directory, Path log) {
    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
