package io.tandem.amigateway.entry.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.tandem.amigateway.TestConfig;
import io.tandem.amigateway.entry.Change;
import io.tandem.amigateway.entry.PbxEntries;
import io.tandem.amigateway.entry.PbxFile;
import io.tandem.amigateway.entry.file.PbxFileWatch;
import io.tandem.contracts.DirectoryEntry;
import io.tandem.contracts.Topics;
import io.tandem.edge.kafka.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another replica was asked, and wrote into the directory. Nobody looks at the file here by himself. */
class DirectoryConsumerTest {

    private static final String GOOD = "credentials.common.events.secret = a\ncredentials.common.actions.secret = b\n";

    @TempDir
    Path directory;

    private final Wire wire = new Wire();
    private final Told told = new Told();
    private Path file;
    private PbxFileWatch watch;
    private DirectoryConsumer consumer;

    @BeforeEach
    void a_replica_with_a_file() throws IOException {
        file = Files.writeString(directory.resolve("pbxs.properties"), GOOD);
        watch = new PbxFileWatch(TestConfig.with(Map.of("ami-gateway.pbx-file", file.toString())), told);
        consumer = new DirectoryConsumer(told, watch, wire);
    }

    @Test
    void a_reload_that_another_was_asked_for_makes_this_one_read_its_file() {
        read("pbx-reload:pbx-1", wire.write(new DirectoryEntry.PbxReload("pbx-1", Instant.EPOCH)));

        await().until(() -> told.files.size() == 1);
        assertThat(told.files.getFirst().credentials()).containsOnlyKeys("common");
    }

    @Test
    void a_file_that_cannot_be_used_then_changes_nothing_and_the_next_reload_is_heard() throws IOException {
        Files.writeString(file, "pbx.london.port = nonsense\n");
        read("pbx-reload:london", wire.write(new DirectoryEntry.PbxReload("london", Instant.EPOCH)));
        await().until(() -> !watch.problem().isEmpty());
        assertThat(told.files).isEmpty();

        Files.writeString(file, GOOD);
        read("pbx-reload:london", wire.write(new DirectoryEntry.PbxReload("london", Instant.EPOCH)));

        await().until(() -> told.files.size() == 1);
    }

    @Test
    void a_reload_that_is_removed_or_cannot_be_read_is_no_pbx_that_is_removed() {
        read("pbx-reload:pbx-1", null);
        read("pbx-reload:pbx-1", "{not json");
        read("pbx:pbx-2", null);
        read("pbx-drain:pbx-3", null);

        assertThat(told.removed).containsExactly("pbx-2");
        assertThat(told.undrained).containsExactly("pbx-3");
        assertThat(told.files).isEmpty();
    }

    private void read(String key, @Nullable String body) {
        var at =
                new IncomingKafkaRecordMetadata<>(new ConsumerRecord<>(Topics.DIRECTORY, 0, 0, key, body), "directory");
        consumer.on(Message.of(body, Metadata.of(at)));
    }

    private static final class Told implements PbxEntries {

        private final List<PbxFile> files = new CopyOnWriteArrayList<>();
        private final List<String> removed = new CopyOnWriteArrayList<>();
        private final List<String> undrained = new CopyOnWriteArrayList<>();

        @Override
        public Map<String, Change> file(PbxFile read) {
            files.add(read);
            return Map.of();
        }

        @Override
        public void named(DirectoryEntry.Pbx entry) {
            throw new AssertionError("nobody named " + entry);
        }

        @Override
        public void unnamed(String id) {
            removed.add(id);
        }

        @Override
        public void draining(String id, boolean is) {
            undrained.add(id);
        }

        @Override
        public void directoryRead() {}
    }
}
