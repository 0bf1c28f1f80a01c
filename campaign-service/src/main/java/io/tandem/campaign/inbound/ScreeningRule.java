package io.tandem.campaign.inbound;

import io.tandem.contracts.DirectoryEntry.ScreeningAction;
import io.tandem.contracts.DirectoryEntry.ScreeningMatch;
import io.tandem.contracts.OpeningHours;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a call is let in; as in {@link io.tandem.contracts.DirectoryEntry.ScreeningRule}. */
public record ScreeningRule(
        String id,
        String name,
        int order,
        List<String> dids,
        ScreeningMatch match,
        List<String> numbers,
        @Nullable Integer callsPerMinute,
        @Nullable OpeningHours hours,
        ScreeningAction action,
        @Nullable Target to) {

    public ScreeningRule {
        dids = List.copyOf(dids);
        numbers = List.copyOf(numbers);
    }
}
