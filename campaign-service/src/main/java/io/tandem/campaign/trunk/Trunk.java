package io.tandem.campaign.trunk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A way out to the telephone network. {@code endpoint} is the name of a PJSIP endpoint; {@code prefixes} are E.164, e.g. {@code +44}. */
public record Trunk(
        String id,
        String name,
        String endpoint,
        List<String> prefixes,
        boolean premiumAllowed,
        int cost,
        boolean enabled,
        @Nullable String callerId) {

    public Trunk {
        prefixes = List.copyOf(prefixes);
    }

    public boolean carries(String e164) {
        return prefixes.stream().anyMatch(e164::startsWith);
    }
}
