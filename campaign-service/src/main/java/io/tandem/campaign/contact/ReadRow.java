package io.tandem.campaign.contact;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row of a list of contacts. {@code row} counts from 1, a header line included. */
public sealed interface ReadRow {

    /** {@code number} in E.164. */
    record Good(int row, String number, @Nullable String name, Map<String, String> metadata) implements ReadRow {
        public Good {
            metadata = Map.copyOf(metadata);
        }
    }

    /** {@code column} null: the row as a whole. */
    record Broken(int row, @Nullable String column, String reason) implements ReadRow {}
}
