package io.tandem.callstate.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When two channels of a call first were in one bridge, and when the last of the call's channels went. */
record Talk(@Nullable Instant from, Instant to) {

    static Talk of(CallLog log) {
        var inside = new HashMap<String, Set<String>>();
        Instant from = null;
        Instant to = Instant.MIN;
        for (var row : log.rows()) {
            to = row.event() == CelEvent.HANGUP ? row.at() : to;
            if (from == null && together(inside, row)) {
                from = row.at();
            }
        }
        return new Talk(from, to);
    }

    private static boolean together(Map<String, Set<String>> inside, CelRow row) {
        var bridge = inside.computeIfAbsent(row.bridgeId(), _ -> new HashSet<>());
        return switch (row.event()) {
            case BRIDGE_ENTER -> bridge.add(row.channelId()) && bridge.size() > 1;
            case BRIDGE_EXIT -> {
                bridge.remove(row.channelId());
                yield false;
            }
            case CHAN_START, ANSWER, HANGUP, OTHER -> false;
        };
    }

    Duration length() {
        return from == null || to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
    }
}
