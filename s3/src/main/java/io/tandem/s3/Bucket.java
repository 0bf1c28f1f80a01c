package io.tandem.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Files by key. A file appears whole or not at all, which is S3's own word for a single PUT (up to 5 GB); no file is ever held in memory.
 * Whatever fails is a {@link BucketFailure} and may be asked for again: nothing here is done twice in effect.
 */
public final class Bucket implements AutoCloseable {

    /** Bytes a second. Whoever takes an upload more slowly is taken for gone: a blocked write has no other end. */
    private static final long SLOWEST_UPLOAD = 1_000_000;

    private final BucketConfig config;
    private final String name;
    private final S3Client client;

    /** @throws IllegalArgumentException when a setting cannot be meant so */
    public Bucket(BucketConfig config) {
        this.config = config;
        this.name = config.bucket().orElseThrow(() -> new IllegalArgumentException("a bucket has no name"));
        this.client = BucketClient.of(config);
    }

    /** Replaces what is there. The store refuses bytes that were changed on the way. */
    public void put(String key, Path file) throws IOException {
        var md5 = Md5.of(file);
        var limit = config.timeout().plus(Duration.ofSeconds(Files.size(file) / SLOWEST_UPLOAD));
        asked(
                "cannot keep " + key,
                () -> client.putObject(
                        request -> {
                            request.bucket(name)
                                    .key(key)
                                    .contentMD5(md5)
                                    .overrideConfiguration(it -> it.apiCallTimeout(limit));
                            config.encryption().ifPresent(request::serverSideEncryption);
                        },
                        file));
    }

    /** In bytes; empty where there is no such file. */
    public Optional<Long> size(String key) throws IOException {
        try {
            var head = asked(
                    "cannot see " + key,
                    () -> client.headObject(request -> request.bucket(name)
                            .key(key)
                            .overrideConfiguration(it -> it.apiCallTimeout(config.timeout()))));
            return Optional.of(head.contentLength());
        } catch (NoSuchKeyException _) {
            isThere();
            return Optional.empty();
        }
    }

    /** The whole file; empty where there is no such file. */
    public Optional<InputStream> open(String key) throws IOException {
        return open(key, GetObjectRequest.builder());
    }

    /** Both ends, counted from 0, belong to it; empty where there is no such file. */
    public Optional<InputStream> open(String key, long first, long last) throws IOException {
        return open(key, GetObjectRequest.builder().range("bytes=" + first + "-" + last));
    }

    private Optional<InputStream> open(String key, GetObjectRequest.Builder request) throws IOException {
        try {
            var answer = asked(
                    "cannot read " + key,
                    () -> client.getObject(request.bucket(name).key(key).build()));
            return Optional.of(new Content(answer));
        } catch (NoSuchKeyException _) {
            return Optional.empty();
        }
    }

    /** Of one that is not there nothing is done. */
    public void delete(String key) throws IOException {
        asked(
                "cannot delete " + key,
                () -> client.deleteObject(request -> request.bucket(name)
                        .key(key)
                        .overrideConfiguration(it -> it.apiCallTimeout(config.timeout()))));
    }

    @Override
    public void close() {
        client.close();
    }

    /** An answer to HEAD has no body, so a bucket that is gone looks like a file that is not there. */
    private void isThere() throws IOException {
        asked(
                "cannot see the bucket",
                () -> client.headBucket(request ->
                        request.bucket(name).overrideConfiguration(it -> it.apiCallTimeout(config.timeout()))));
    }

    private <T> T asked(String what, Supplier<T> question) throws BucketFailure {
        try {
            return question.get();
        } catch (NoSuchKeyException absent) {
            throw absent;
        } catch (SdkException failure) {
            throw new BucketFailure("bucket " + name + " " + what, failure);
        }
    }
}
