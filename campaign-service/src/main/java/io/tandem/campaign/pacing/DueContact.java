package io.tandem.campaign.pacing;

import java.util.Map;
import java.util.Optional;

/** A contact whose turn it is. */
public record DueContact(String id, String number, Optional<String> name, Map<String, String> metadata) {
    public DueContact {
        metadata = Map.copyOf(metadata);
    }
}
