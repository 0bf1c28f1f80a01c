package io.tandem.aricontroller.ari;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;

/** A path with its query, every value encoded. */
final class Query {

    private final StringBuilder text;
    private char separator = '?';

    private Query(String path) {
        this.text = new StringBuilder(path);
    }

    /** {@code parts} are joined by slashes, each encoded. */
    static Query path(String... parts) {
        var path = new StringBuilder();
        for (var part : parts) {
            path.append('/').append(encoded(part));
        }
        return new Query(path.toString());
    }

    /** Nothing for null. */
    Query with(String name, @Nullable Object value) {
        if (value != null) {
            text.append(separator).append(name).append('=').append(encoded(value.toString()));
            separator = '&';
        }
        return this;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
