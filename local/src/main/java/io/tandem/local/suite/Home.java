package io.tandem.local.suite;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where things are. {@code root} is the clone, {@code state} what belongs to the local suite alone: {@code data} goes with {@code down},
 * {@code logs} and {@code keys} stay.
 */
public record Home(Path root, Path state) {

    /** The state is {@code .tandem} in the root, or {@code TANDEM_DIR}. */
    public static Home of(Path root, Map<String, String> environment) {
        var absolute = root.toAbsolutePath().normalize();
        var state = Optional.ofNullable(environment.get("TANDEM_DIR"))
                .map(directory -> absolute.resolve(directory).normalize())
                .orElseGet(() -> absolute.resolve(".tandem"));
        return new Home(absolute, state);
    }

    public Path data(String part) {
        return state.resolve("data").resolve(part);
    }

    public Path data() {
        return state.resolve("data");
    }

    public Path log(String part) {
        return state.resolve("logs").resolve(part + ".log");
    }

    public Path keys() {
        return state.resolve("keys");
    }

    public Path run() {
        return state.resolve("run");
    }

    public Path startCache() {
        return state.resolve("start-cache");
    }
}
