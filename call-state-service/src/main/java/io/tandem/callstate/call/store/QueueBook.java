package io.tandem.callstate.call.store;

import io.tandem.callstate.call.Call;
import io.tandem.callstate.routing.Departure;
import io.tandem.callstate.routing.Departure.How;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a transition of a call means for queues, to be written with it: a call is in the queue's list exactly while it waits there and
 * no phone rings for it, so no two offer it at once. Pure.
 */
final class QueueBook {

    /** As the script takes it. */
    record Entry(String operation, String key, String member, String value) {
        List<String> arguments() {
            return List.of(operation, key, member, value);
        }
    }

    static List<Entry> of(Change change) {
        var before = change.before();
        var after = change.after();
        var entries = new ArrayList<Entry>();
        var was = before.version() == 0 ? Optional.<QueueKey>empty() : QueueKey.of(before);
        var is = QueueKey.of(after);
        if (!was.equals(is)) {
            was.ifPresent(queue -> entries.add(new Entry("out", queue.waiting(), before.callId(), "")));
            is.ifPresent(queue -> entries.add(new Entry("in", queue.waiting(), after.callId(), score(after))));
        }
        change.kept()
                .forEach(callback -> entries.add(new Entry(
                        "in",
                        new QueueKey(after.tenant(), callback.queueId()).waiting(),
                        Place.member(callback),
                        Long.toString(Place.score(callback.priority(), callback.since())))));
        departed(before, after, change).ifPresent(entries::add);
        counted(before, after, change.now(), entries);
        return entries;
    }

    private static String score(Call call) {
        return Long.toString(Place.score(call.priority(), call.queuedSince().orElseThrow()));
    }

    private static Optional<Entry> departed(Call before, Call after, Change change) {
        var queue = before.queueId();
        if (queue.isEmpty()
                || queue.equals(after.queueId()) && before.queuedSince().equals(after.queuedSince())) {
            return Optional.empty();
        }
        var waited = Duration.between(before.queuedSince().orElseThrow(), change.now());
        var departure = new Departure(after.callId(), how(after, change), waited, change.now());
        return Optional.of(new Entry(
                "left",
                new QueueKey(after.tenant(), queue.get()).departed(),
                write(departure),
                Long.toString(change.now().toEpochMilli())));
    }

    private static How how(Call after, Change change) {
        if (after.talks()) {
            return How.ANSWERED;
        }
        if (!change.kept().isEmpty()) {
            return How.OTHER;
        }
        if (after.abandoned()) {
            return How.ABANDONED;
        }
        return after.isServed() ? How.OVERFLOWED : How.OTHER;
    }

    /** For the strategies: who was offered a call when, and who answered how many today. */
    private static void counted(Call before, Call after, Instant now, List<Entry> entries) {
        var offeredTo = after.offeredTo();
        if (offeredTo.isPresent() && !offeredTo.equals(before.offeredTo())) {
            entries.add(new Entry("set", offers(after.tenant()), offeredTo.get(), Long.toString(now.toEpochMilli())));
        }
        var answeredBy = after.talks() ? before.offeredTo() : Optional.<String>empty();
        answeredBy.ifPresent(agentId -> entries.add(new Entry("count", answers(after.tenant(), now), agentId, "")));
    }

    static String offers(String tenant) {
        return "agents:offered:" + tenant;
    }

    static String answers(String tenant, Instant at) {
        return "agents:answered:" + tenant + ":" + LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    static String write(Departure departure) {
        return String.join(
                "|",
                departure.callId(),
                departure.how().name(),
                Long.toString(departure.waited().toMillis()));
    }

    static Departure read(String member, long at) {
        var parts = member.split("\\|", -1);
        return new Departure(
                parts[0], How.valueOf(parts[1]), Duration.ofMillis(Long.parseLong(parts[2])), Instant.ofEpochMilli(at));
    }

    private QueueBook() {}
}
