package io.tandem.campaign.contact.api;

import io.tandem.edge.paging.Cursor;
import io.tandem.edge.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Cursors of lists that are ordered by a position. */
final class Positions {

    static long of(@Nullable String cursor) {
        try {
            return Cursor.decode(cursor).map(Long::parseLong).orElse(0L);
        } catch (NumberFormatException _) {
            throw ProblemException.badRequest("cursor is not one that this API gave");
        }
    }

    private Positions() {}
}
