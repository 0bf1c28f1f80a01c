package io.tandem.callstate.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The ledger of a call as Asterisk 22 was seen to write it: the room, the bridge, five seconds of talk, the customer hangs up. */
final class Rows {

    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final String ID = "01K0000000000000000000CALL";
    static final String AGENT = ID + ".agent";
    static final String CUSTOMER = ID + ".customer";
    private static final String BRIDGE = ID + ".bridge";
    private static final String ROOM = "eddaf0e4-a6cd-4b5e-9cbb-16a63da7ca58";

    private final List<CelRow> rows = new ArrayList<>();

    static Rows ofAnAnsweredCall() {
        return new Rows()
                .row(AGENT, CelEvent.CHAN_START, 0, "", "")
                .row(AGENT, CelEvent.ANSWER, 0.1, "AppDial2", "")
                .row(AGENT, CelEvent.BRIDGE_ENTER, 0.2, "ConfBridge", ROOM)
                .row(AGENT, CelEvent.BRIDGE_EXIT, 0.3, "ConfBridge", ROOM)
                .row(AGENT, CelEvent.BRIDGE_ENTER, 0.4, "Stasis", BRIDGE)
                .row(CUSTOMER, CelEvent.CHAN_START, 1, "", "")
                .row(CUSTOMER, CelEvent.ANSWER, 2, "Stasis", "")
                .row(CUSTOMER, CelEvent.BRIDGE_ENTER, 2.1, "Stasis", BRIDGE)
                .row(CUSTOMER, CelEvent.BRIDGE_EXIT, 7.1, "Stasis", BRIDGE)
                .row(CUSTOMER, CelEvent.HANGUP, 7.1, "", "")
                .row(CUSTOMER, CelEvent.OTHER, 7.1, "", "")
                .row(AGENT, CelEvent.BRIDGE_EXIT, 7.2, "Stasis", BRIDGE)
                .row(AGENT, CelEvent.HANGUP, 7.2, "AppDial2", "");
    }

    static Instant after(double seconds) {
        return NOON.plusMillis(Math.round(seconds * 1000));
    }

    Rows row(String channel, CelEvent event, double seconds, String application, String bridge) {
        int cause = event == CelEvent.HANGUP ? 16 : 0;
        rows.add(new CelRow(rows.size() + 1, "pbx-1", event, after(seconds), channel, application, bridge, cause));
        return this;
    }

    Rows without(String channel, CelEvent event) {
        rows.removeIf(row -> row.channelId().equals(channel) && row.event() == event);
        return this;
    }

    Rows without(String channel) {
        rows.removeIf(row -> row.channelId().equals(channel));
        return this;
    }

    Rows twice(String channel, CelEvent event) {
        rows.addAll(rows.stream()
                .filter(row -> row.channelId().equals(channel) && row.event() == event)
                .toList());
        return this;
    }

    Rows shifted(String channel, CelEvent event, double seconds) {
        UnaryOperator<CelRow> shift = row -> row.channelId().equals(channel) && row.event() == event
                ? new CelRow(
                        row.id(),
                        row.pbxId(),
                        event,
                        row.at().plusMillis(Math.round(seconds * 1000)),
                        channel,
                        row.application(),
                        row.bridgeId(),
                        row.cause())
                : row;
        rows.replaceAll(shift);
        return this;
    }

    CallLog log() {
        return new CallLog(ID, List.copyOf(rows));
    }

    static Map<String, CallLog> byCall(Collection<CallLog> logs) {
        return logs.stream().collect(Collectors.toMap(CallLog::callId, log -> log));
    }
}
