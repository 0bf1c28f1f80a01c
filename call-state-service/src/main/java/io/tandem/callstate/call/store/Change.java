package io.tandem.callstate.call.store;

import io.tandem.callstate.call.Call;
import io.tandem.callstate.call.TimelineEntry;
import io.tandem.callstate.deadline.DeadlineMember;
import io.tandem.callstate.outbox.Outgoing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * One transition to be written: {@code after} on top of {@code before}, all that follows from it, and nothing else.
 *
 * @param fence number that the agent's reservation must have; 0: it does not matter
 */
public record Change(
        Call before,
        Call after,
        Origin origin,
        Instant now,
        SortedMap<String, Outgoing> messages,
        List<TimelineEntry> timeline,
        Map<DeadlineMember, Instant> armed,
        List<DeadlineMember> dropped,
        long fence) {}
