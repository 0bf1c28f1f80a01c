package io.tandem.edge.paging;

import io.tandem.edge.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** {@code ?limit=}: 1 to 500, default 50; anything else is refused with 422. */
public final class Limit {

    public static final int DEFAULT = 50;
    public static final int MAX = 500;

    public static int of(@Nullable Integer asked) {
        if (asked == null) {
            return DEFAULT;
        }
        if (asked < 1 || asked > MAX) {
            throw ProblemException.invalid("limit", "must be 1 to " + MAX);
        }
        return asked;
    }

    private Limit() {}
}
