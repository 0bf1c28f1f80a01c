package io.tandem.notifier.event;

/** An event of the log. Sequence numbers rise in the order of telling, with gaps; they are never used twice. */
public record LoggedEvent(long sequence, NewEvent event) {}
