package io.tandem.notifier.event;

import java.util.List;

/** Wants every event, once, in order of sequence, right after it was stored. Called on the log's thread: must not block. */
public interface Follower {

    /** @param head the highest sequence of the log when the service started; called once, before any event */
    void startsAfter(long head);

    void on(List<LoggedEvent> events);
}
