package io.tandem.amigateway.entry;

import io.tandem.contracts.DirectoryEntry;
import java.util.Map;

/** Is told what is known about PBXs, by whoever reads it. Safe from any thread; returns at once. */
public interface PbxEntries {

    /** What became of the entries, by id; a PBX that is another replica's counts too. */
    Map<String, Change> file(PbxFile read);

    void named(DirectoryEntry.Pbx entry);

    /** The directory names it no longer. */
    void unnamed(String id);

    void draining(String id, boolean is);

    /** All that the directory held at the start has been told: nothing is decided before. */
    void directoryRead();
}
