package io.tandem.notifier.telegram.board;

import io.quarkus.logging.Log;
import io.tandem.notifier.telegram.Messenger;
import io.tandem.notifier.telegram.Messenger.Outcome;
import io.tandem.notifier.telegram.store.MessageTable;
import io.tandem.notifier.telegram.store.MessageTable.Behind;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Brings messages up to date: at most one write a chat at a time, each on a virtual thread, the message that is behind longest
 * first. What changed meanwhile is simply the text that is wanted next.
 *
 * <p>A process that ends between Telegram taking a new message and its id being stored sends that message again: the Bot API has no
 * key to recognise it by. That one window can show a call twice in a chat.
 */
@ApplicationScoped
class Deliveries {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final MessageTable messages;
    private final Messenger messenger;
    private final Permits permits;
    private final Set<Long> busy = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Deliveries(MessageTable messages, Messenger messenger, Permits permits) {
        this.messages = messages;
        this.messenger = messenger;
        this.permits = permits;
    }

    /** Begins what may begin now; answers after how long something else may, at most {@code longest}. */
    Duration begin(Duration longest, Runnable whenDone) {
        var next = longest;
        for (var behind : messages.behind()) {
            if (!busy.add(behind.chatId())) {
                continue;
            }
            var wait = needsWriting(behind) ? permits.take(behind.chatId()) : Duration.ZERO;
            if (wait.isPositive()) {
                busy.remove(behind.chatId());
                next = wait.compareTo(next) < 0 ? wait : next;
            } else {
                threads.execute(() -> deliver(behind, whenDone));
            }
        }
        return next;
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }

    /** A boundary: whatever goes wrong with one message, its chat must not stay busy. */
    private void deliver(Behind behind, Runnable whenDone) {
        try {
            settle(behind, write(behind));
        } catch (RuntimeException e) {
            Log.error("cannot bring a message up to date; it is tried again", e);
        } finally {
            busy.remove(behind.chatId());
            whenDone.run();
        }
    }

    private Outcome write(Behind behind) {
        var id = behind.messageId();
        if (id == null) {
            return messenger.send(behind.chatId(), behind.text());
        }
        return needsWriting(behind) ? messenger.edit(behind.chatId(), id, behind.text()) : new Outcome.Shown(id);
    }

    private void settle(Behind behind, Outcome outcome) {
        switch (outcome) {
            case Outcome.Shown shown -> messages.shown(behind, shown.messageId());
            case Outcome.MustWait must -> {
                Log.infof(
                        "Telegram says wait, chat %d, %d s",
                        behind.chatId(), must.retryAfter().toSeconds());
                permits.pause(behind.chatId(), must.retryAfter());
            }
            case Outcome.Failed failed -> {
                Log.warnf(
                        "cannot write to chat %d, attempt %d: %s",
                        behind.chatId(), behind.attempts() + 1, failed.why());
                messages.failed(behind, pause(behind.attempts()));
            }
            case Outcome.Refused refused -> {
                Log.warnf("chat %d does not take call %s: %s", behind.chatId(), behind.callId(), refused.why());
                messages.giveUp(behind, refused.why());
            }
        }
    }

    private static boolean needsWriting(Behind behind) {
        return behind.messageId() == null || !behind.text().equals(behind.shownText());
    }

    static Duration pause(int attempts) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, 10));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
