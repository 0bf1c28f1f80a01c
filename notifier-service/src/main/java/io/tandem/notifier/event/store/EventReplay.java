package io.tandem.notifier.event.store;

import io.smallrye.mutiny.Uni;
import io.tandem.notifier.NotifierConfig;
import io.tandem.notifier.event.LoggedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads a tenant's events back, a page at a time. */
@ApplicationScoped
public class EventReplay {

    /**
     * @param isFull whether there may be more
     * @param hasGap whether events after the one asked for were pruned before they could be read
     */
    public record Page(List<LoggedEvent> events, boolean isFull, boolean hasGap) {}

    private final EventTable table;
    private final int limit;

    EventReplay(EventTable table, NotifierConfig config) {
        this.table = table;
        this.limit = config.live().replayPage();
    }

    /** Pruning is asked about after the page was read: what it took meanwhile shows as a gap, never as a silent hole. */
    public Uni<Page> page(String tenant, long after, long through) {
        return table.page(tenant, after, through, limit).chain(events -> table.prunedThrough(tenant)
                .map(pruned -> new Page(events, events.size() == limit, pruned > after)));
    }
}
