package io.tandem.notifier.live.socket;

import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Lets a test tell an event after a client was admitted and before its connection is open. */
@Singleton
@Priority(BeforeOpening.AFTER_THE_HANDSHAKE)
class BeforeOpening implements HttpUpgradeCheck {

    static final int AFTER_THE_HANDSHAKE = -1;

    private final LiveFeed feed;
    private final AtomicReference<@Nullable Runnable> once = new AtomicReference<>();

    BeforeOpening(LiveFeed feed) {
        this.feed = feed;
    }

    /** The next client waits until what {@code tells} tells has passed the feed. */
    void tell(Runnable tells) {
        once.set(tells);
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        var tells = once.getAndSet(null);
        if (tells == null) {
            return CheckResult.permitUpgrade();
        }
        long before = feed.head();
        tells.run();
        return Uni.createFrom()
                .item(feed::head)
                .repeat()
                .withDelay(Duration.ofMillis(5))
                .until(head -> head > before)
                .collect()
                .last()
                .chain(() -> CheckResult.permitUpgrade());
    }
}
