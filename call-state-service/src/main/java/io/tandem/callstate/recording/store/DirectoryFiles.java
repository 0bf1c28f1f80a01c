package io.tandem.callstate.recording.store;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.recording.ByteRange;
import io.tandem.callstate.recording.RecordingKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A directory that all replicas share. */
final class DirectoryFiles implements RecordingFiles {

    private final Path root;

    DirectoryFiles(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public Uni<Optional<Long>> size(String tenant, String recordingId) {
        var file = file(tenant, recordingId);
        return Blocking.uni(() -> Files.isRegularFile(file) ? Optional.of(Files.size(file)) : Optional.empty());
    }

    @Override
    public Uni<Optional<Sound>> open(String tenant, String recordingId, ByteRange.Part part) {
        return Uni.createFrom()
                .item(Optional.of(new Sound.InFile(file(tenant, recordingId), part.first(), part.length())));
    }

    @Override
    public Uni<Void> delete(String tenant, String recordingId) {
        var file = file(tenant, recordingId);
        return Blocking.uni(() -> Files.deleteIfExists(file)).replaceWithVoid();
    }

    private Path file(String tenant, String recordingId) {
        return root.resolve(RecordingKey.of(tenant, recordingId).path());
    }
}
