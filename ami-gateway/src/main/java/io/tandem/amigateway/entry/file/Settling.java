package io.tandem.amigateway.entry.file;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A text that is read again and again counts when it was read the same twice in a row: a file that is being written is not taken for done. */
final class Settling {

    private @Nullable String last;
    private @Nullable String counted;

    /** The text, if it counts now and did not before. */
    Optional<String> read(String text) {
        boolean settled = text.equals(last);
        last = text;
        if (!settled || text.equals(counted)) {
            return Optional.empty();
        }
        counted = text;
        return Optional.of(text);
    }

    /** Somebody has decided that it counts. */
    void take(String text) {
        last = text;
        counted = text;
    }
}
