package io.tandem.edge.paging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tandem.edge.problem.ProblemException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a page begins: the sort key of the last item before it, opaque to the client. */
public final class Cursor {

    static String encode(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(UTF_8));
    }

    /** Empty for no cursor; a cursor that we did not make is refused with 400. */
    public static Optional<String> decode(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(cursor), UTF_8));
        } catch (IllegalArgumentException _) {
            throw ProblemException.badRequest("cursor is not one that this API gave");
        }
    }

    private Cursor() {}
}
