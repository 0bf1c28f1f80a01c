package io.tandem.callstate.ledger;

import io.tandem.callstate.ledger.Finding.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds the PBX's ledger against what is kept here, call by call. What is younger than {@link #SETTLED} is not judged: a row, a fact and
 * the history's row about one moment do not arrive in the same millisecond. Pure.
 *
 * <p>A channel without an end in the ledger is not held against us where a new start of the PBX cut it off, for then there is none.
 */
public final class Audit {

    /** Longer than the slowest of the ways by which a moment is told, in a suite that is well. */
    public static final Duration SETTLED = Duration.ofSeconds(10);

    static final Duration DRIFT = Duration.ofSeconds(1);

    private final Map<String, CallLog> logs;
    private final Map<String, List<KeptCall>> kept;
    private final Map<String, PbxLife> lives;
    private final Instant settled;

    /**
     * @param kept live and ended calls
     * @param lives of every PBX that is known
     * @param now when the three were read
     */
    public Audit(Map<String, CallLog> logs, List<KeptCall> kept, List<PbxLife> lives, Instant now) {
        this.logs = Map.copyOf(logs);
        this.kept = kept.stream().collect(Collectors.groupingBy(KeptCall::callId));
        this.lives = lives.stream().collect(Collectors.toMap(PbxLife::pbxId, life -> life));
        this.settled = now.minus(SETTLED);
    }

    /** How many calls were compared. */
    public int compared() {
        return callIds().size();
    }

    /** By call. */
    public List<Finding> findings() {
        var inCalls = callIds().stream().flatMap(this::ofCall);
        return Stream.concat(inCalls, listedButUnknown())
                .distinct()
                .sorted(Comparator.comparing(Finding::callId).thenComparing(Finding::kind))
                .toList();
    }

    private SortedSet<String> callIds() {
        var ids = new TreeSet<>(kept.keySet());
        logs.values().stream()
                .filter(log -> !log.rows().isEmpty())
                .map(CallLog::callId)
                .forEach(ids::add);
        return ids;
    }

    private Stream<Finding> ofCall(String callId) {
        var log = logs.getOrDefault(callId, new CallLog(callId, List.of()));
        var here = kept.getOrDefault(callId, List.of());
        var found = new ArrayList<Finding>(doubledRows(log));
        if (here.isEmpty()) {
            if (isSettled(log.rows().getFirst().at())) {
                found.add(new Finding(
                        Kind.LOST,
                        callId,
                        "the PBX had it at " + log.rows().getFirst().at() + "; it is neither live nor in the history"));
            }
        } else {
            if (here.size() > 1) {
                found.add(new Finding(Kind.DOUBLED, callId, "it is live, and in the history as well"));
            }
            var call = here.getFirst();
            call.legs().forEach(leg -> ofLeg(log, call, leg, found));
            drift(log, call, found);
        }
        return found.stream();
    }

    private static List<Finding> doubledRows(CallLog log) {
        record Once(String channelId, CelEvent event) {}
        var counts = new HashMap<Once, Integer>();
        log.rows().stream()
                .filter(row -> switch (row.event()) {
                    case CHAN_START, ANSWER, HANGUP -> true;
                    case BRIDGE_ENTER, BRIDGE_EXIT, OTHER -> false;
                })
                .forEach(row -> counts.merge(new Once(row.channelId(), row.event()), 1, Integer::sum));
        return counts.entrySet().stream()
                .filter(count -> count.getValue() > 1)
                .map(count -> new Finding(
                        Kind.DOUBLED,
                        log.callId(),
                        count.getKey().channelId() + " has " + count.getKey().event() + " " + count.getValue()
                                + " times in the PBX's ledger"))
                .toList();
    }

    private void ofLeg(CallLog log, KeptCall call, KeptCall.Leg leg, List<Finding> found) {
        var rows = log.rows().stream()
                .filter(row -> row.channelId().equals(leg.channelId()))
                .toList();
        if (rows.isEmpty()) {
            if (leg.seen() && (call.ended() ? isSettled(call.endedAt()) : isSettled(leg.firstSeenAt()))) {
                found.add(phantom(call, leg.channelId() + " was seen, and the PBX's ledger does not have it"));
            }
            return;
        }
        if (!has(rows, CelEvent.CHAN_START)) {
            found.add(phantom(call, leg.channelId() + " has no beginning in the PBX's ledger"));
        }
        if (leg.answered()
                && !has(rows, CelEvent.ANSWER)
                && isSettled(rows.getLast().at())) {
            found.add(phantom(call, leg.channelId() + " answered, and the PBX's ledger does not say so"));
        }
        if (call.ended()) {
            ofEndedLeg(call, leg, rows, found);
        } else {
            ofLiveLeg(call, leg, rows, found);
        }
    }

    private void ofEndedLeg(KeptCall call, KeptCall.Leg leg, List<CelRow> rows, List<Finding> found) {
        var ended = call.endedAt();
        var last = rows.getLast();
        if (ended == null || has(rows, CelEvent.HANGUP) || !isSettled(ended)) {
            return;
        }
        var life = lives.get(last.pbxId());
        if (life != null && life.cutOff(last.at(), ended)) {
            return;
        }
        found.add(
                leg.gone()
                        ? phantom(call, leg.channelId() + " hung up, and the PBX's ledger does not say so")
                        : new Finding(
                                Kind.LOST,
                                call.callId(),
                                leg.channelId() + " lives on in the PBX's ledger; the call ended at " + ended));
    }

    private void ofLiveLeg(KeptCall call, KeptCall.Leg leg, List<CelRow> rows, List<Finding> found) {
        var last = rows.getLast();
        var life = lives.get(last.pbxId());
        if (has(rows, CelEvent.HANGUP)) {
            if (!leg.gone() && isSettled(last.at())) {
                found.add(phantom(call, leg.channelId() + " is live here; it hung up at " + last.at()));
            }
        } else if (life != null && !leg.gone() && lacks(life, leg)) {
            found.add(phantom(call, leg.channelId() + " is live here; the PBX did not list it"));
        }
    }

    private boolean lacks(PbxLife life, KeptCall.Leg leg) {
        var snapshot = life.snapshot();
        var first = leg.firstSeenAt();
        return snapshot != null
                && first != null
                && first.isBefore(snapshot.begunAt())
                && isSettled(snapshot.takenAt())
                && !snapshot.channelIds().contains(leg.channelId());
    }

    /** Channels that the PBX listed, of calls that nothing is known of. */
    private Stream<Finding> listedButUnknown() {
        return lives.values().stream().flatMap(life -> life.listedCalls()
                .filter(callId ->
                        !kept.containsKey(callId) && isSettled(life.snapshot().takenAt()))
                .map(callId -> new Finding(
                        Kind.LOST,
                        callId,
                        "the PBX listed it at " + life.snapshot().takenAt()
                                + "; it is neither live nor in the history")));
    }

    private void drift(CallLog log, KeptCall call, List<Finding> found) {
        var ended = call.endedAt();
        var talk = Talk.of(log);
        boolean whole = call.legs().stream()
                .allMatch(leg -> log.lastOf(leg.channelId()).isEmpty() || log.hasEndOf(leg.channelId()));
        if (ended == null || !whole || log.rows().isEmpty() || !isSettled(ended)) {
            return;
        }
        var connected = call.connectedAt();
        var here = connected == null ? Duration.ZERO : Duration.between(connected, ended);
        if (here.minus(talk.length()).abs().compareTo(DRIFT) > 0) {
            found.add(new Finding(
                    Kind.DRIFTING,
                    call.callId(),
                    String.format(
                            Locale.ROOT,
                            "talk of %.3f s here, %.3f s in the PBX's ledger",
                            here.toMillis() / 1000.0,
                            talk.length().toMillis() / 1000.0)));
        }
    }

    private static Finding phantom(KeptCall call, String detail) {
        return new Finding(Kind.PHANTOM, call.callId(), detail);
    }

    private static boolean has(List<CelRow> rows, CelEvent event) {
        return rows.stream().anyMatch(row -> row.event() == event);
    }

    private boolean isSettled(@org.jspecify.annotations.Nullable Instant at) {
        return at != null && at.isBefore(settled);
    }
}
