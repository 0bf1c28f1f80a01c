package io.tandem.campaign.inbound;

import io.tandem.contracts.DirectoryEntry.RoutingStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where calls wait for an agent; as in {@link io.tandem.contracts.DirectoryEntry.Queue}. */
public record Queue(
        String id,
        String name,
        List<Need> needs,
        List<String> teams,
        RoutingStrategy strategy,
        int offerSeconds,
        int maxLength,
        int maxWaitSeconds,
        @Nullable Target overflow,
        int announceEverySeconds,
        @Nullable String callbackKey,
        int answeredWithinSeconds,
        @Nullable Integer wrapUpSeconds,
        @Nullable String music) {

    public Queue {
        needs = List.copyOf(needs);
        teams = List.copyOf(teams);
    }

    /** {@code levels}: from the beginning on, and what will do later. */
    public record Need(String skill, List<LeastLevel> levels) {
        public Need {
            levels = List.copyOf(levels);
        }
    }

    /** {@code level}: 1 to 100. */
    public record LeastLevel(int afterSeconds, int level) {}
}
