package io.tandem.notifier.live.socket;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tandem.notifier.event.LoggedEvent;
import io.tandem.notifier.event.store.EventReplay;
import io.tandem.notifier.event.store.EventReplay.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Brings a client from the last sequence that it saw to the live feed, without a hole and without telling anything twice: pages up to
 * the head, each sent before the next is read; then the client joins the feed, which holds what comes for it, and the rest up to the
 * sequence at which it joined is read. Everything at or below that is committed; everything above comes by the feed.
 */
@ApplicationScoped
class Replay {

    private static final String GAP = "{\"type\":\"gap\"}";

    private final EventReplay events;
    private final LiveFeed feed;

    Replay(EventReplay events, LiveFeed feed) {
        this.events = events;
        this.feed = feed;
    }

    Uni<Void> run(LiveClient client) {
        var since = client.subscription().since();
        if (since.isEmpty()) {
            return fromAdmission(client);
        }
        if (since.getAsLong() > feed.head()) {
            feed.join(client);
            return client.replay(GAP).invoke(client::goLive);
        }
        return catchUp(client, since.getAsLong(), false);
    }

    /** The client was told that it is connected before it joins here: what came in between is told from the store. */
    private Uni<Void> fromAdmission(LiveClient client) {
        long joined = feed.join(client);
        if (joined > client.admittedAt()) {
            return closeIn(client, client.admittedAt(), joined, false);
        }
        client.goLive();
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> catchUp(LiveClient client, long after, boolean toldGap) {
        return events.page(client.tenant(), after, feed.head())
                .chain(page -> send(client, page, toldGap).chain(() -> {
                    boolean gapIsTold = toldGap || page.hasGap();
                    long reached = reached(page, after);
                    return page.isFull()
                            ? catchUp(client, reached, gapIsTold)
                            : closeIn(client, reached, feed.join(client), gapIsTold);
                }));
    }

    private Uni<Void> closeIn(LiveClient client, long after, long through, boolean toldGap) {
        return events.page(client.tenant(), after, through)
                .chain(page -> send(client, page, toldGap).chain(() -> {
                    if (page.isFull()) {
                        return closeIn(client, reached(page, after), through, toldGap || page.hasGap());
                    }
                    client.goLive();
                    return Uni.createFrom().voidItem();
                }));
    }

    private static Uni<Void> send(LiveClient client, Page page, boolean toldGap) {
        var gap = page.hasGap() && !toldGap
                ? client.replay(GAP)
                : Uni.createFrom().voidItem();
        var wanted = page.events().stream().filter(client::wants).toList();
        return gap.chain(() -> Multi.createFrom()
                .iterable(wanted)
                .onItem()
                .transformToUniAndConcatenate(event -> client.replay(CloudEventJson.of(event)))
                .collect()
                .last()
                .replaceWithVoid());
    }

    private static long reached(Page page, long after) {
        List<LoggedEvent> all = page.events();
        return all.isEmpty() ? after : all.getLast().sequence();
    }
}
