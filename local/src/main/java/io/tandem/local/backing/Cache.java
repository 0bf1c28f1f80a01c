package io.tandem.local.backing;

import java.nio.file.Path;
import java.util.Optional;

/** Where unpacked programs are kept, outside any clone. */
public final class Cache {

    /** {@code TANDEM_CACHE}, else {@code tandem} in the user's cache directory. */
    public static Path directory() {
        return variable("TANDEM_CACHE")
                .map(Path::of)
                .or(() -> variable("XDG_CACHE_HOME").map(cache -> Path.of(cache, "tandem")))
                .or(() -> variable("HOME").map(home -> Path.of(home, ".cache", "tandem")))
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "tandem"));
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }

    private Cache() {}
}
