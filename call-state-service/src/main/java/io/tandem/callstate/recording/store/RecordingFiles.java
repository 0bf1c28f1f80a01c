package io.tandem.callstate.recording.store;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.recording.ByteRange;
import java.util.Optional;

/**
 * The store, which ari-controller fills, for those who listen and erase: a directory or a bucket, as the settings say. A file that is there
 * is whole, and never changes. A store that does not do what it is asked for fails with {@link java.io.UncheckedIOException}.
 */
public interface RecordingFiles {

    /** In bytes; empty where there is no such file. */
    Uni<Optional<Long>> size(String tenant, String recordingId);

    /** Of a file that {@link #size} found; empty where it was erased since. Whoever is given a stream closes it. */
    Uni<Optional<Sound>> open(String tenant, String recordingId, ByteRange.Part part);

    /** Of one that is not there nothing is done. */
    Uni<Void> delete(String tenant, String recordingId);
}
