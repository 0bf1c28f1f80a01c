package io.tandem.ami;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a real Asterisk 22.10.1 wrote on its AMI connections, byte for byte. */
final class Transcripts {

    static List<Path> all() {
        try (var files =
                Files.list(Path.of(Transcripts.class.getResource("/transcripts").toURI()))) {
            return files.filter(f -> f.toString().endsWith(".ami")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(String name) {
        return bytes(all().stream()
                .filter(f -> f.endsWith(name + ".ami"))
                .findFirst()
                .orElseThrow());
    }

    private Transcripts() {}
}
