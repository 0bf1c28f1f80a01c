package io.tandem.local.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartScriptTest {

    @TempDir
    Path folder;

    private Path root;
    private Path linker;
    private Path libraries;
    private Path program;

    /** The linker of this root says what it is asked to do. */
    @BeforeEach
    void a_private_root() throws IOException {
        root = Files.createDirectory(folder.resolve("a root"));
        libraries = Files.createDirectories(root.resolve("usr/lib/here"));
        linker = libraries.resolve("ld.so");
        Files.writeString(linker, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        Files.setPosixFilePermissions(linker, PosixFilePermissions.fromString("rwx------"));
        program = root.resolve("usr/sbin/asterisk");
    }

    @Test
    void it_runs_the_program_with_its_linker_and_libraries_and_names_itself_as_what_to_run_again() {
        var script = StartScript.in(root, linker, libraries, program);

        assertThat(said(script, "-f", "-rx", "core show uptime"))
                .containsExactly(
                        "--argv0",
                        script.toString(),
                        "--library-path",
                        libraries.toString(),
                        program.toString(),
                        "-f",
                        "-rx",
                        "core show uptime");
    }

    @Test
    void a_root_that_was_moved_runs_from_where_it_is() throws IOException {
        var name = StartScript.in(root, linker, libraries, program).getFileName();
        var moved = Files.move(root, folder.resolve("moved"));

        assertThat(said(moved.resolve(name), "-V"))
                .contains(moved.resolve("usr/sbin/asterisk").toString())
                .noneMatch(word -> word.contains("a root"));
    }

    @Test
    void a_root_that_has_it_keeps_it() throws IOException {
        var script = StartScript.in(root, linker, libraries, program);
        var written = Files.getLastModifiedTime(script);

        assertThat(StartScript.in(root, linker, libraries, program)).isEqualTo(script);
        assertThat(Files.getLastModifiedTime(script)).isEqualTo(written);
    }

    private static String[] said(Path script, String... words) {
        var outcome = Command.of(Duration.ofSeconds(10), List.of(script.toString()), words)
                .run();
        assertThat(outcome.succeeded()).as(outcome.output()).isTrue();
        return outcome.output().lines().toArray(String[]::new);
    }
}
