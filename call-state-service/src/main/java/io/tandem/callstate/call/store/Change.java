package io.tandem.callstate.call.store;

import io.tandem.callstate.call.Call;
import io.tandem.callstate.call.Callback;
import io.tandem.callstate.call.Effect;
import io.tandem.callstate.call.TimelineEntry;
import io.tandem.callstate.deadline.DeadlineMember;
import io.tandem.callstate.outbox.Outgoing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One transition to be written: {@code after} on top of {@code before}, all that follows from it, and nothing else.
 *
 * @param reservation that must still hold; null: none
 * @param kept places of callers who are called back
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
        Effect.@Nullable RequireReservation reservation,
        List<Callback> kept) {}
