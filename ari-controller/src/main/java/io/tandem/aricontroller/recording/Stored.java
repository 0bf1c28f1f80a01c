package io.tandem.aricontroller.recording;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/** A recording that is in the store. {@code sha256}: of the file, 64 hexadecimal digits. */
public record Stored(Duration length, long bytes, String sha256) {

    /** Reads all of it. */
    static Stored of(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return of(file.getFileName().toString(), in);
        }
    }

    /** Reads all of a file; {@code name} is for whoever looks into it when it is none. */
    static Stored of(String name, InputStream file) throws IOException {
        var digest = digest();
        var counted = new Counted(new DigestInputStream(file, digest));
        var in = new BufferedInputStream(counted, 1 << 16);
        int rate = WavHeader.of(in, name).rate();
        in.transferTo(OutputStream.nullOutputStream());
        return new Stored(
                Stereo.length(counted.bytes(), rate),
                counted.bytes(),
                HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
