package io.tandem.aricontroller.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What holds of every store. */
abstract class RecordingStoreContract {

    static final String KEY = "ac%20me/2026-11-22/01K0000000000000000000CA11-1.wav";

    abstract RecordingStore store() throws IOException;

    /** As somebody sees it who reads there: null where there is nothing. */
    abstract byte[] seen(String key) throws IOException;

    /** Where a recording is made. */
    abstract Path workplace();

    private static Path written(Path folder, int... samples) throws IOException {
        var side = folder.resolve("left.wav");
        Files.write(side, Wavs.mono(samples));
        var file = folder.resolve("stereo.wav");
        try (var out = Files.newOutputStream(file)) {
            new Stereo(Mono.of(side), Mono.of(side)).write(out);
        }
        return file;
    }

    @Test
    void has_nothing_that_was_not_kept() throws IOException {
        assertThat(store().find(KEY)).isEmpty();
    }

    @Test
    void tells_length_size_and_hash_of_what_a_reader_gets() throws Exception {
        var kept = store().keep(KEY, folder -> written(folder, new int[8_000]));

        var seen = seen(KEY);
        assertThat(kept).isEqualTo(new Stored(Duration.ofSeconds(1), seen.length, sha256(seen)));
        assertThat(seen).hasSize(44 + 32_000);
        assertThat(store().find(KEY)).contains(kept);
    }

    @Test
    void shows_nothing_while_a_recording_is_made() throws IOException {
        store().keep(KEY, folder -> {
            var file = written(folder, 1, 2, 3);
            assertThat(seen(KEY)).isNull();
            return file;
        });

        assertThat(seen(KEY)).isNotNull();
    }

    @Test
    void replaces_what_is_there() throws IOException {
        var store = store();
        store.keep(KEY, folder -> written(folder, 1));

        var kept = store.keep(KEY, folder -> written(folder, 1, 2));

        assertThat(store.find(KEY)).contains(kept);
        assertThat(seen(KEY)).hasSize(44 + 8);
    }

    @Test
    void keeps_nothing_of_work_that_fails_and_leaves_nothing_of_any() throws IOException {
        var store = store();

        assertThatThrownBy(() -> store.keep(KEY, folder -> {
                    written(folder, 1, 2, 3);
                    throw new IOException("No space left on device");
                }))
                .hasMessage("No space left on device");

        assertThat(seen(KEY)).isNull();
        store.keep(KEY, folder -> written(folder, 1));
        try (var files = Files.walk(workplace())) {
            assertThat(files.map(Path::toString).filter(name -> name.contains(".work")))
                    .isEmpty();
        }
    }

    @Test
    void does_not_keep_what_is_no_sound() {
        assertThatThrownBy(
                        () -> store().keep("no-sound", folder -> Files.writeString(folder.resolve("x"), "not a sound")))
                .hasMessageContaining("RIFF");
    }

    @Test
    void lets_nobody_else_make_the_same_recording_meanwhile() throws IOException {
        var one = store();
        var other = store();

        one.keep(KEY, folder -> {
            assertThatThrownBy(() -> other.keep(KEY, mine -> written(mine, 1))).isInstanceOf(RecordingStore.Busy.class);
            return written(folder, 5);
        });

        assertThat(one.find(KEY)).isPresent();
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    static byte[] all(InputStream in) throws IOException {
        try (in) {
            return in.readAllBytes();
        }
    }
}
