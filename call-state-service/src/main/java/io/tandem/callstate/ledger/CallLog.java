package io.tandem.callstate.ledger;

import io.tandem.contracts.PbxFact.LedgerEntry;
import io.tandem.contracts.PbxFact.LedgerEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the ledger says of one call, in its order. */
public record CallLog(String callId, List<CelRow> rows) {

    private static final String ROOM = "ConfBridge";

    public CallLog {
        rows = rows.stream()
                .filter(row -> row.callId().equals(callId))
                .sorted(CelRow.IN_ORDER)
                .toList();
    }

    public List<LedgerEntry> entries() {
        return rows.stream().flatMap(this::entry).toList();
    }

    public boolean hasEndOf(String channelId) {
        return rows.stream()
                .anyMatch(
                        row -> row.event() == CelEvent.HANGUP && row.channelId().equals(channelId));
    }

    /** The first row of the channel; empty where there is none. */
    public Optional<Instant> firstOf(String channelId) {
        return timesOf(channelId).findFirst();
    }

    /** The last row of the channel; empty where there is none. */
    public Optional<Instant> lastOf(String channelId) {
        return timesOf(channelId).reduce((_, last) -> last);
    }

    private Stream<Instant> timesOf(String channelId) {
        return rows.stream().filter(row -> row.channelId().equals(channelId)).map(CelRow::at);
    }

    private Stream<LedgerEntry> entry(CelRow row) {
        var event = event(row);
        return event == null
                ? Stream.empty()
                : Stream.of(new LedgerEntry(row.channelId(), event, row.at(), row.cause()));
    }

    private @Nullable LedgerEvent event(CelRow row) {
        boolean ours = row.bridgeId().equals(callId + ".bridge");
        boolean room = row.application().equals(ROOM);
        return switch (row.event()) {
            case CHAN_START -> LedgerEvent.CREATED;
            case ANSWER -> LedgerEvent.ANSWERED;
            case BRIDGE_ENTER -> ours ? LedgerEvent.BRIDGE_ENTERED : room ? LedgerEvent.ROOM_JOINED : null;
            case BRIDGE_EXIT -> ours ? LedgerEvent.BRIDGE_LEFT : room ? LedgerEvent.ROOM_LEFT : null;
            case HANGUP -> LedgerEvent.HUNG_UP;
            case OTHER -> null;
        };
    }
}
