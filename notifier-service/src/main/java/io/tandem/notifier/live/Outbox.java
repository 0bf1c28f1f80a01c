package io.tandem.notifier.live;

import java.util.ArrayDeque;
import java.util.Optional;

/**
 * Frames on their way to one client: one is being sent, a bounded number waits. It begins held, while older events are replayed:
 * then everything waits. Not thread-safe: its owner guards it.
 */
public final class Outbox {

    public sealed interface Offer {
        record SendNow(String frame) implements Offer {}

        record Waits() implements Offer {}

        /** The client does not keep up; nothing will be sent any more. */
        record Overflown() implements Offer {}

        record Ignored() implements Offer {}
    }

    private final int limit;
    private final ArrayDeque<String> waiting = new ArrayDeque<>();
    private boolean isBusy = true;
    private boolean isClosed;

    public Outbox(int limit) {
        this.limit = limit;
    }

    public Offer offer(String frame) {
        if (isClosed) {
            return new Offer.Ignored();
        }
        if (!isBusy) {
            isBusy = true;
            return new Offer.SendNow(frame);
        }
        if (waiting.size() == limit) {
            close();
            return new Offer.Overflown();
        }
        waiting.add(frame);
        return new Offer.Waits();
    }

    /** What was being sent is sent, or the replay is over: the next frame to send, if any waits. */
    public Optional<String> next() {
        var next = Optional.ofNullable(waiting.poll());
        isBusy = next.isPresent();
        return next;
    }

    public boolean isClosed() {
        return isClosed;
    }

    public void close() {
        isClosed = true;
        waiting.clear();
    }
}
