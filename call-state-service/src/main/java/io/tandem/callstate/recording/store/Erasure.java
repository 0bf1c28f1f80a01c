package io.tandem.callstate.recording.store;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Takes what is to be erased out of the store, and then out of the table: begun again, it goes on where it was. */
@ApplicationScoped
public class Erasure {

    private final RecordingTable table;
    private final RecordingFiles files;

    Erasure(RecordingTable table, RecordingFiles files) {
        this.table = table;
        this.files = files;
    }

    public Uni<Void> run() {
        return table.erased().chain(this::all);
    }

    private Uni<Void> all(List<RecordingTable.Erased> erased) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (var one : erased) {
            done = done.chain(() -> files.delete(one.tenant(), one.recordingId()))
                    .chain(() -> table.forget(one));
        }
        return done;
    }
}
