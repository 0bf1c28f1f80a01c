package io.tandem.aricontroller.recording;

import io.tandem.s3.Bucket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A bucket of an S3-compatible store (ADR-0025). A recording is made in a directory of this machine's own and uploaded whole; what is told
 * of it was read back from the store. Two processes at one recording both upload the same bytes, and whoever comes later, to a PBX that
 * has it no more, finds it in the store.
 */
public final class RecordingBucket implements RecordingStore {

    private final Bucket bucket;
    private final Workshop workshop;

    /** @throws IOException when nothing can be made in {@code work} */
    public RecordingBucket(Bucket bucket, Path work) throws IOException {
        this.bucket = bucket;
        this.workshop = new Workshop(work);
        workshop.tidy();
    }

    @Override
    public Optional<Stored> find(String key) throws IOException {
        var opened = bucket.open(key);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (var in = opened.get()) {
            return Optional.of(Stored.of(key, in));
        }
    }

    @Override
    public Stored keep(String key, Work work) throws IOException {
        return workshop.at(lastOf(key), folder -> {
            var made = work.in(folder);
            bucket.put(key, made);
            return readBack(key, made);
        });
    }

    private Stored readBack(String key, Path made) throws IOException {
        var meant = Stored.of(made);
        var there = find(key);
        if (there.isEmpty() || !there.get().equals(meant)) {
            bucket.delete(key);
            throw new IOException("the store does not give " + key + " back as it was given: " + meant + ", " + there);
        }
        return meant;
    }

    private static String lastOf(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }
}
