package io.tandem.campaign.directory;

import io.tandem.edge.id.Ulids;
import io.tandem.edge.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** The id that the caller may choose for an entry. */
public final class ChosenId {

    public static String orNew(@Nullable String chosen) {
        return chosen == null ? Ulids.next() : chosen;
    }

    /** A body need not repeat the id of its path, and must not say another. */
    public static void mustBeOfPath(String path, @Nullable String chosen) {
        if (chosen != null && !chosen.equals(path)) {
            throw ProblemException.invalid("id", "is not the id of the path");
        }
    }

    private ChosenId() {}
}
