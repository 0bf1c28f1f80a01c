package io.tandem.campaign.directory;

import org.jspecify.annotations.Nullable;

/** An entry as a caller writes it; {@code V} is what it is to its feature. */
public interface DirectoryBody<V> {

    /** What the caller chose; null: one is made. */
    @Nullable
    String id();

    /** @throws io.tandem.edge.problem.ProblemException where its parts do not fit together */
    V as(String id);
}
