package io.tandem.callstate.recording.store;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Takes what is to be erased out of the store, and then out of the table: begun again, it goes on where it was. What is to be erased is
 * hidden already, so a store that is away is no failure of whoever erases; it is asked again every minute.
 */
@ApplicationScoped
public class Erasure {

    /** After so many files that do not go, the rest waits for the next time: the store may be slow to say no. */
    private static final int MOST_FAILURES = 3;

    private final RecordingTable table;
    private final RecordingFiles files;

    Erasure(RecordingTable table, RecordingFiles files) {
        this.table = table;
        this.files = files;
    }

    public Uni<Void> run() {
        return table.erased().chain(erased -> from(erased, 0, 0));
    }

    /** One after the other; {@code failed} of those before {@code next} are still there. */
    private Uni<Void> from(List<RecordingTable.Erased> erased, int next, int failed) {
        if (next == erased.size() || failed == MOST_FAILURES) {
            return Uni.createFrom().voidItem();
        }
        return isGone(erased.get(next)).chain(gone -> from(erased, next + 1, gone ? failed : failed + 1));
    }

    private Uni<Boolean> isGone(RecordingTable.Erased one) {
        return files.delete(one.tenant(), one.recordingId())
                .map(_ -> true)
                .onFailure(UncheckedIOException.class)
                .recoverWithItem(failure -> {
                    Log.warnf(
                            "a recording is not erased yet, recording=%s, why=%s",
                            one.recordingId(), failure.getMessage());
                    return false;
                })
                .call(gone -> gone ? table.forget(one) : Uni.createFrom().voidItem());
    }
}
