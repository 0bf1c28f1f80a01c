package io.tandem.local.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/** Passwords between the parts of the suite, made at random once and kept in the keys directory, for its owner alone. */
public record Secrets(String amiEvents, String amiActions, String ari, String carrierAmi, String postgres) {

    private static final String FILE = "secrets.properties";

    public static Secrets in(Path keys) {
        var file = keys.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            var kept = new Properties();
            try (var in = Files.newBufferedReader(file)) {
                kept.load(in);
            }
            return new Secrets(
                    kept.getProperty("ami.events"),
                    kept.getProperty("ami.actions"),
                    kept.getProperty("ari"),
                    kept.getProperty("carrier.ami"),
                    kept.getProperty("postgres"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep secrets in " + keys, e);
        }
    }

    @Override
    public String toString() {
        return "Secrets[…]";
    }

    private static void make(Path file) throws IOException {
        var fresh = new Properties();
        for (var name : new String[] {"ami.events", "ami.actions", "ari", "carrier.ami", "postgres"}) {
            fresh.setProperty(name, random());
        }
        Files.createDirectories(file.getParent());
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var out = Files.newBufferedWriter(file)) {
            fresh.store(out, null);
        }
    }

    private static String random() {
        var bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
