package io.tandem.campaign.directory;

import io.tandem.contracts.DirectoryEntry;
import io.tandem.edge.kafka.TypeName;

/**
 * A kind of entry. {@code name}: as keys and problems have it. {@code column}: where a campaign's row lists the ids that it works
 * with; it becomes part of a statement, so never give it what a caller said.
 */
public record Kind(String name, String column, Class<? extends DirectoryEntry> contract) {

    String type() {
        return TypeName.unversioned(contract);
    }
}
