package io.tandem.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BucketTest {

    private static final String KEY = "ac%20me/2026-11-22/one.wav";

    private static S3Server server;

    @TempDir
    private Path folder;

    @BeforeAll
    static void a_store_runs() {
        server = S3Server.start();
    }

    @AfterAll
    static void the_store_ends() {
        server.close();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("file"), text);
    }

    private static String read(Optional<java.io.InputStream> opened) throws IOException {
        try (var in = opened.orElseThrow()) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static BucketConfig of(String name) {
        return new S3Server.Given(
                server.endpoint(), name, S3Server.SECRET_KEY, Duration.ofSeconds(10), Optional.empty());
    }

    @Nested
    class a_file_that_was_put {

        @Test
        void is_there_with_its_size_whole_and_in_parts() throws IOException {
            try (var bucket = new Bucket(server.config())) {
                bucket.put(KEY, file("0123456789"));

                assertThat(bucket.size(KEY)).contains(10L);
                assertThat(read(bucket.open(KEY))).isEqualTo("0123456789");
                assertThat(read(bucket.open(KEY, 2, 4))).isEqualTo("234");
            }
        }

        @Test
        void is_replaced_by_the_next_one() throws IOException {
            try (var bucket = new Bucket(server.config())) {
                bucket.put("twice", file("first"));
                bucket.put("twice", file("then"));

                assertThat(read(bucket.open("twice"))).isEqualTo("then");
            }
        }

        @Test
        void is_gone_once_deleted_and_may_be_deleted_again() throws IOException {
            try (var bucket = new Bucket(server.config())) {
                bucket.put("gone", file("x"));

                bucket.delete("gone");
                bucket.delete("gone");

                assertThat(bucket.size("gone")).isEmpty();
                assertThat(bucket.open("gone")).isEmpty();
                assertThat(bucket.open("gone", 0, 1)).isEmpty();
            }
        }

        /** Larger than the memory that these tests have, and than that of the store. */
        @Test
        void may_be_large_and_left_in_the_middle() throws IOException {
            var large = folder.resolve("large");
            try (var sparse = new RandomAccessFile(large.toFile(), "rw")) {
                sparse.setLength(200L << 20);
            }
            try (var bucket = new Bucket(server.config())) {
                bucket.put("large", large);
                assertThat(bucket.size("large")).contains(200L << 20);

                for (int i = 0; i < 60; i++) {
                    try (var in = bucket.open("large").orElseThrow()) {
                        assertThat(in.read()).isZero();
                    }
                }

                bucket.delete("large");
            }
        }
    }

    @Nested
    class fails_with_its_reason {

        @Test
        void where_the_bucket_is_gone() throws IOException {
            try (var bucket = new Bucket(of("nowhere"))) {
                assertThatThrownBy(() -> bucket.open(KEY)).hasMessageContaining("NoSuchBucket");
                assertThatThrownBy(() -> bucket.size(KEY)).hasMessageContaining("nowhere cannot see the bucket");
                assertThatThrownBy(() -> bucket.put(KEY, file("x"))).isInstanceOf(BucketFailure.class);
            }
        }

        @Test
        void where_the_secret_is_wrong_and_without_telling_it() {
            try (var bucket = new Bucket(S3Server.config(server.endpoint(), "guessed", Duration.ofSeconds(10)))) {
                assertThatThrownBy(() -> bucket.open(KEY))
                        .isInstanceOf(BucketFailure.class)
                        .hasMessageContaining("403")
                        .hasMessageNotContaining("guessed");
                assertThatThrownBy(() -> bucket.size(KEY)).hasMessageContaining("403");
                assertThatThrownBy(() -> bucket.put(KEY, file("x"))).hasMessageContaining("403");
                assertThatThrownBy(() -> bucket.delete(KEY)).hasMessageContaining("403");
            }
        }

        /** S3Proxy encrypts nothing. A recording is not kept in the clear where the site asked for more. */
        @Test
        void where_the_store_does_not_encrypt_as_it_is_asked_to() throws IOException {
            var config = new S3Server.Given(
                    server.endpoint(),
                    S3Server.BUCKET,
                    S3Server.SECRET_KEY,
                    Duration.ofSeconds(10),
                    Optional.of("AES256"));
            try (var bucket = new Bucket(config);
                    var plain = new Bucket(server.config())) {
                assertThatThrownBy(() -> bucket.put("secret", file("x"))).isInstanceOf(BucketFailure.class);
                assertThat(plain.size("secret")).isEmpty();
            }
        }

        @Test
        void where_nobody_listens() {
            try (var bucket =
                    new Bucket(S3Server.config(URI.create("http://127.0.0.1:9"), "s", Duration.ofSeconds(1)))) {
                assertThatThrownBy(() -> bucket.size(KEY))
                        .isInstanceOf(BucketFailure.class)
                        .hasMessageContaining("refused");
            }
        }

        @Test
        void where_the_store_is_silent() throws IOException {
            try (var silence = Obstacle.silentAfter(1 << 20);
                    var bucket = new Bucket(S3Server.config(silence.endpoint(), "s", Duration.ofMillis(300)))) {
                assertThatThrownBy(() -> bucket.size(KEY)).isInstanceOf(BucketFailure.class);
                assertThatThrownBy(() -> bucket.open(KEY)).isInstanceOf(BucketFailure.class);
                assertThatThrownBy(() -> bucket.delete(KEY)).isInstanceOf(BucketFailure.class);
            }
        }

        /** More than fits into the buffers between the two, so that the write blocks. */
        @Test
        void where_the_store_takes_no_more_in_the_middle_of_an_upload() throws IOException {
            var large = Files.write(folder.resolve("large"), new byte[16 << 20]);
            try (var silence = Obstacle.silentAfter(100_000);
                    var bucket = new Bucket(S3Server.config(silence.endpoint(), "s", Duration.ofMillis(300)))) {
                assertThatThrownBy(() -> bucket.put(KEY, large)).isInstanceOf(BucketFailure.class);
            }
        }

        @Test
        void where_the_store_dies_in_the_middle_of_an_upload() throws IOException {
            var large = Files.write(folder.resolve("large"), new byte[4 << 20]);
            try (var dying = Obstacle.goneAfter(100_000);
                    var bucket = new Bucket(S3Server.config(dying.endpoint(), "s", Duration.ofSeconds(2)))) {
                assertThatThrownBy(() -> bucket.put(KEY, large)).isInstanceOf(BucketFailure.class);
            }
        }
    }

    @Test
    void half_of_a_pair_of_keys_is_refused() {
        var half = new S3Server.Given(
                Optional.of(server.endpoint()),
                Optional.of(S3Server.BUCKET),
                Optional.of("key"),
                Optional.empty(),
                Duration.ofSeconds(1),
                Optional.empty());

        assertThatThrownBy(() -> new Bucket(half)).isInstanceOf(IllegalArgumentException.class);
    }
}
