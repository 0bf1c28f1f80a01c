package io.tandem.local.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;

/** Passwords between the parts of the suite, made at random once and kept in the keys directory, for its owner alone. */
public record Secrets(
        String amiEvents, String amiActions, String ari, String carrierAmi, String postgres, String ledger) {

    private static final List<String> NAMES =
            List.of("ami.events", "ami.actions", "ari", "carrier.ami", "postgres", "ledger");

    private static final String FILE = "secrets.properties";

    public static Secrets in(Path keys) {
        var file = keys.resolve(FILE);
        try {
            var kept = read(file);
            if (!kept.stringPropertyNames().containsAll(NAMES)) {
                NAMES.forEach(name -> kept.putIfAbsent(name, random()));
                write(kept, file);
            }
            return new Secrets(
                    kept.getProperty("ami.events"),
                    kept.getProperty("ami.actions"),
                    kept.getProperty("ari"),
                    kept.getProperty("carrier.ami"),
                    kept.getProperty("postgres"),
                    kept.getProperty("ledger"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep secrets in " + keys, e);
        }
    }

    @Override
    public String toString() {
        return "Secrets[…]";
    }

    private static Properties read(Path file) throws IOException {
        var kept = new Properties();
        if (Files.exists(file)) {
            try (var in = Files.newBufferedReader(file)) {
                kept.load(in);
            }
        }
        return kept;
    }

    private static void write(Properties secrets, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        try (var out = Files.newBufferedWriter(file)) {
            secrets.store(out, null);
        }
    }

    private static String random() {
        var bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
