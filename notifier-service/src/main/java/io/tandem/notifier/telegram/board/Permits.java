package io.tandem.notifier.telegram.board;

import io.tandem.notifier.NotifierConfig;
import io.tandem.notifier.telegram.Throttle;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The one throttle of the bot, shared by all that write; guarded by itself. */
@ApplicationScoped
class Permits {

    private final Throttle throttle;
    private final InstantSource clock = InstantSource.system();

    Permits(NotifierConfig config) {
        var limits = config.telegram().limits();
        this.throttle =
                new Throttle(new Throttle.Limits(limits.perChat(), limits.perMinuteInGroup(), limits.perSecondInAll()));
    }

    /** Takes the right to write to the chat now, and answers zero; or answers how long it is not there yet. */
    synchronized Duration take(long chatId) {
        var now = clock.instant();
        var earliest = throttle.earliest(chatId, now);
        if (earliest.isAfter(now)) {
            return Duration.between(now, earliest);
        }
        throttle.wrote(chatId, now);
        return Duration.ZERO;
    }

    /** Waits for its turn; for virtual threads. */
    void await(long chatId) throws InterruptedException {
        for (var wait = take(chatId); wait.isPositive(); wait = take(chatId)) {
            Thread.sleep(wait);
        }
    }

    synchronized void pause(long chatId, Duration wait) {
        throttle.pause(chatId, Instant.now().plus(wait));
    }
}
