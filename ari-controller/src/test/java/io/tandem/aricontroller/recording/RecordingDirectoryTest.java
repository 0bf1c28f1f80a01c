package io.tandem.aricontroller.recording;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingDirectoryTest extends RecordingStoreContract {

    @TempDir
    private Path root;

    @Override
    RecordingStore store() {
        return new RecordingDirectory(root);
    }

    @Override
    byte[] seen(String key) throws IOException {
        var file = root.resolve(key);
        return Files.exists(file) ? Files.readAllBytes(file) : null;
    }

    @Override
    Path workplace() {
        return root;
    }

    @Test
    void a_key_leads_nowhere_else() {
        assertThatThrownBy(() -> store().find("../../etc/passwd")).isInstanceOf(IllegalArgumentException.class);
    }
}
