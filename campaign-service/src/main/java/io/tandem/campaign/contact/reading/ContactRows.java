package io.tandem.campaign.contact.reading;

import io.tandem.campaign.contact.ReadRow;
import java.io.IOException;
import java.util.Optional;

/** The rows of a list, one after the other. Used by one thread, which it may block while the bytes arrive. */
public interface ContactRows {

    /** Empty at the end. A row that is broken is an answer like another. */
    Optional<ReadRow> next() throws IOException;
}
