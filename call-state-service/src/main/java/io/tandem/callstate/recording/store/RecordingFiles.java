package io.tandem.callstate.recording.store;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tandem.callstate.CallStateConfig;
import io.tandem.callstate.recording.RecordingKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The store's directory, which ari-controller fills. A file that is there is whole. */
@ApplicationScoped
public class RecordingFiles {

    /** A file and its size at the time of asking; it never changes. */
    public record Audio(Path file, long size) {}

    private final Path root;

    RecordingFiles(CallStateConfig config) {
        this.root = config.recordings().directory().toAbsolutePath().normalize();
    }

    public Uni<Optional<Audio>> find(String tenant, String recordingId) {
        return blocking(() -> {
            var file = root.resolve(RecordingKey.of(tenant, recordingId).path());
            return Files.isRegularFile(file) ? Optional.of(new Audio(file, Files.size(file))) : Optional.empty();
        });
    }

    /** Of one that is not there nothing is done. */
    public Uni<Void> delete(String tenant, String recordingId) {
        return blocking(() -> Files.deleteIfExists(
                        root.resolve(RecordingKey.of(tenant, recordingId).path())))
                .replaceWithVoid();
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws IOException;
    }

    private static <T> Uni<T> blocking(Work<T> work) {
        return Uni.createFrom()
                .item(() -> {
                    try {
                        return work.run();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
