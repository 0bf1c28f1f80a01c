package io.tandem.aricontroller.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.s3.Bucket;
import io.tandem.s3.Obstacle;
import io.tandem.s3.S3Server;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingBucketTest extends RecordingStoreContract {

    private static S3Server server;

    private final List<Bucket> buckets = new ArrayList<>();

    @TempDir
    private Path work;

    @BeforeAll
    static void a_store_runs() {
        server = S3Server.start();
    }

    @AfterAll
    static void the_store_ends() {
        server.close();
    }

    @AfterEach
    void nothing_is_left_for_the_next_one() throws IOException {
        try (var bucket = new Bucket(server.config())) {
            bucket.delete(KEY);
        }
        buckets.forEach(Bucket::close);
    }

    @Override
    RecordingStore store() throws IOException {
        return store(server.endpoint(), S3Server.SECRET_KEY);
    }

    private RecordingStore store(URI endpoint, String secret) throws IOException {
        var bucket = new Bucket(S3Server.config(endpoint, secret, Duration.ofSeconds(2)));
        buckets.add(bucket);
        return new RecordingBucket(bucket, work);
    }

    @Override
    byte[] seen(String key) throws IOException {
        try (var bucket = new Bucket(server.config())) {
            var opened = bucket.open(key);
            return opened.isEmpty() ? null : all(opened.get());
        }
    }

    @Override
    Path workplace() {
        return work;
    }

    private static Path sound(Path folder, long bytes) throws IOException {
        var file = folder.resolve("stereo.wav");
        var side = folder.resolve("side.wav");
        Files.write(side, Wavs.mono(1));
        try (var out = Files.newOutputStream(file)) {
            new Stereo(Mono.of(side), Mono.of(side)).write(out);
        }
        try (var longer = new RandomAccessFile(file.toFile(), "rw")) {
            longer.setLength(bytes);
        }
        return file;
    }

    @Test
    void a_store_that_is_away_is_told_and_the_next_attempt_succeeds() throws IOException {
        var store = store();
        server.kill();
        try {
            assertThatThrownBy(() -> store.find(KEY)).hasMessageContaining("refused");
            assertThatThrownBy(() -> store.keep(KEY, folder -> sound(folder, 4_044)))
                    .hasMessageContaining("refused");
        } finally {
            server.restart();
        }

        assertThat(store.find(KEY)).isEmpty();
        assertThat(store.keep(KEY, folder -> sound(folder, 4_044)).bytes()).isEqualTo(4_044);
    }

    @Test
    void an_upload_that_breaks_in_the_middle_fails_and_is_not_found() throws IOException {
        try (var dying = Obstacle.goneAfter(200_000)) {
            var store = store(dying.endpoint(), S3Server.SECRET_KEY);

            assertThatThrownBy(() -> store.keep(KEY, folder -> sound(folder, 4 << 20)))
                    .isInstanceOf(IOException.class);
        }

        assertThat(store().find(KEY)).isEmpty();
    }

    @Test
    void a_wrong_secret_is_told_and_is_never_taken_for_an_empty_store() throws IOException {
        var store = store(server.endpoint(), "guessed");

        assertThatThrownBy(() -> store.find(KEY)).hasMessageContaining("403");
    }

    @Test
    void what_a_dead_process_left_in_the_work_is_gone_and_what_a_living_one_does_is_left_alone() throws IOException {
        var dead = Files.createDirectories(work.resolve(".dead.wav.work"));
        Files.write(dead.resolve("left.wav"), new byte[99_999]);
        var living = Files.createDirectories(work.resolve(".living.wav.work"));
        try (var lock = FileChannel.open(living.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertThat(lock.tryLock()).isNotNull();

            store();

            assertThat(dead).doesNotExist();
            assertThat(living).exists();
        }
    }
}
