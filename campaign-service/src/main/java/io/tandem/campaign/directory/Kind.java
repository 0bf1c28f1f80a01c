package io.tandem.campaign.directory;

import io.tandem.contracts.DirectoryEntry;
import io.tandem.edge.kafka.TypeName;

/** A kind of entry. {@code name}: as keys and problems have it. */
public record Kind(String name, Class<? extends DirectoryEntry> contract) {

    String type() {
        return TypeName.unversioned(contract);
    }
}
