package io.tandem.campaign.inbound;

import io.tandem.contracts.OpeningHours;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a caller hears and may press; as in {@link io.tandem.contracts.DirectoryEntry.Menu}. */
public record Menu(
        String id,
        String name,
        List<String> prompts,
        List<String> invalid,
        int digitTimeoutSeconds,
        int retries,
        Map<String, Target> choices,
        Target otherwise,
        @Nullable OpeningHours hours,
        @Nullable Target closed) {

    public Menu {
        prompts = List.copyOf(prompts);
        invalid = List.copyOf(invalid);
        choices = Map.copyOf(choices);
    }
}
