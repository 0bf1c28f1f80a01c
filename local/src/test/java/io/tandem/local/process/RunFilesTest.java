package io.tandem.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFilesTest {

    private static final Identity KAFKA = new Identity(4711, Instant.parse("2026-01-02T03:04:05.678Z"));

    @TempDir
    Path directory;

    @Test
    void what_was_written_is_read_by_a_later_command() {
        new RunFiles(directory).write("kafka", KAFKA);

        assertThat(new RunFiles(directory).read("kafka")).contains(KAFKA);
        assertThat(new RunFiles(directory).all()).containsOnlyKeys("kafka");
    }

    @Test
    void a_file_that_was_cut_short_says_nothing() throws Exception {
        Files.writeString(directory.resolve("kafka.pid"), "4711");
        Files.writeString(directory.resolve("redis.pid"), "4711 yesterday");
        Files.writeString(directory.resolve("front.pid"), "");

        assertThat(new RunFiles(directory).all()).isEmpty();
    }

    @Test
    void nothing_was_recorded_where_there_is_no_directory() {
        assertThat(new RunFiles(directory.resolve("none")).all()).isEmpty();
    }

    @Test
    void a_removed_file_is_gone() {
        var files = new RunFiles(directory);
        files.write("kafka", KAFKA);

        files.remove("kafka");

        assertThat(files.read("kafka")).isEmpty();
    }
}
