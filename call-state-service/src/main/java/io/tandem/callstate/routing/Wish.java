package io.tandem.callstate.routing;

import io.tandem.contracts.DirectoryEntry.Need;
import io.tandem.contracts.DirectoryEntry.RoutingStrategy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a call that waits wants.
 *
 * @param onlyAgent the call waits for this agent alone; null: for any that fits
 * @param missed agents who missed or rejected the call, and how long ago
 */
public record Wish(
        @Nullable String onlyAgent,
        List<Need> needs,
        List<String> teams,
        RoutingStrategy strategy,
        Duration waited,
        Map<String, Duration> missed) {

    public Wish {
        needs = List.copyOf(needs);
        teams = List.copyOf(teams);
        missed = Map.copyOf(missed);
    }
}
