package io.tandem.notifier.telegram;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * How often may be written: once a second in a chat, 20 times a minute in a group (whose ids are negative), 30 times a second in all;
 * and not at all while Telegram said to wait. Edits count as messages. Time is passed in. Not thread-safe: its owner guards it.
 */
public final class Throttle {

    /** @param perChat least time between two writes in one chat */
    public record Limits(Duration perChat, int perMinuteInGroup, int perSecondInAll) {}

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static final class Line {
        private Instant pausedUntil = Instant.MIN;
        private final ArrayDeque<Instant> writes = new ArrayDeque<>();
    }

    private final Limits limits;
    private final Map<Long, Line> lines = new HashMap<>();
    private final ArrayDeque<Instant> all = new ArrayDeque<>();

    public Throttle(Limits limits) {
        this.limits = limits;
    }

    /** The earliest time, now or later, at which the chat may be written to, as far as is known now. */
    public Instant earliest(long chatId, Instant now) {
        forget(now);
        var line = lines.get(chatId);
        var earliest =
                all.size() < limits.perSecondInAll() ? now : all.getFirst().plus(SECOND);
        if (line == null) {
            return earliest;
        }
        if (!line.writes.isEmpty()) {
            earliest = later(earliest, line.writes.getLast().plus(limits.perChat()));
        }
        if (chatId < 0 && line.writes.size() >= limits.perMinuteInGroup()) {
            earliest = later(earliest, line.writes.getFirst().plus(MINUTE));
        }
        return later(earliest, line.pausedUntil);
    }

    /** The chat is written to now. */
    public void wrote(long chatId, Instant now) {
        lines.computeIfAbsent(chatId, _ -> new Line()).writes.add(now);
        all.add(now);
    }

    public void pause(long chatId, Instant until) {
        var line = lines.computeIfAbsent(chatId, _ -> new Line());
        line.pausedUntil = later(line.pausedUntil, until);
    }

    private void forget(Instant now) {
        while (!all.isEmpty() && !all.getFirst().plus(SECOND).isAfter(now)) {
            all.removeFirst();
        }
        lines.values().removeIf(line -> {
            while (!line.writes.isEmpty()
                    && !line.writes.getFirst().plus(MINUTE).isAfter(now)) {
                line.writes.removeFirst();
            }
            return line.writes.isEmpty() && !line.pausedUntil.isAfter(now);
        });
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
