package io.tandem.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What {@code ./tandem help} says; the script shows the same file when nothing is built yet. */
final class Help {

    static String text() {
        try (var in = Objects.requireNonNull(Help.class.getResourceAsStream("help.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the help", e);
        }
    }

    private Help() {}
}
