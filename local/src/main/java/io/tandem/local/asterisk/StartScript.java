package io.tandem.local.asterisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A program of a private root as one executable file, {@code argv[0]} included: on {@code core restart}, Asterisk runs its own {@code
 * argv[0]} again, and only by way of this file does it find its linker and its libraries then.
 */
final class StartScript {

    /** Written once; names only what is below {@code root}, so that the root can be moved. */
    static Path in(Path root, Path linker, Path libraries, Path program) {
        var script = root.resolve("start-" + program.getFileName());
        if (!Files.isExecutable(script)) {
            write(script, text(root.relativize(linker), root.relativize(libraries), root.relativize(program)));
        }
        return script;
    }

    private static String text(Path linker, Path libraries, Path program) {
        return """
                #!/bin/sh
                root="${0%%/*}"
                exec "$root/%s" --argv0 "$0" --library-path "$root/%s" "$root/%s" "$@"
                """.formatted(linker, libraries, program);
    }

    private static void write(Path script, String text) {
        try {
            var fresh = Files.createTempFile(script.getParent(), "start", ".new");
            Files.writeString(fresh, text);
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(fresh, script, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + script, e);
        }
    }

    private StartScript() {}
}
