package io.tandem.callstate.recording.store;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.recording.ByteRange;
import io.tandem.callstate.recording.RecordingKey;
import io.tandem.s3.Bucket;
import java.util.Optional;

/** A bucket of an S3-compatible store (ADR-0025). Of a file only what is asked for leaves the store. */
final class BucketFiles implements RecordingFiles {

    private final Bucket bucket;

    BucketFiles(Bucket bucket) {
        this.bucket = bucket;
    }

    @Override
    public Uni<Optional<Long>> size(String tenant, String recordingId) {
        return Blocking.uni(() -> bucket.size(key(tenant, recordingId)));
    }

    @Override
    public Uni<Optional<Sound>> open(String tenant, String recordingId, ByteRange.Part part) {
        return Blocking.uni(() -> bucket.open(key(tenant, recordingId), part.first(), part.last())
                .map(bytes -> new Sound.Streamed(bytes, part.length())));
    }

    @Override
    public Uni<Void> delete(String tenant, String recordingId) {
        return Blocking.uni(() -> {
                    bucket.delete(key(tenant, recordingId));
                    return recordingId;
                })
                .replaceWithVoid();
    }

    private static String key(String tenant, String recordingId) {
        return RecordingKey.of(tenant, recordingId).path();
    }
}
