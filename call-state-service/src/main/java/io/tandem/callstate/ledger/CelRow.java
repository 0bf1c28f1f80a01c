package io.tandem.callstate.ledger;

import java.time.Instant;
import java.util.Comparator;

/**
 * One row of the ledger.
 *
 * @param id rises in the order of writing
 * @param at the PBX's clock, to the microsecond
 * @param application what the dialplan ran at that moment; empty for none
 * @param bridgeId of a bridge that was entered or left; else empty
 * @param cause Q.850, of a hang-up; 0 for none
 */
public record CelRow(
        long id,
        String pbxId,
        CelEvent event,
        Instant at,
        String channelId,
        String application,
        String bridgeId,
        int cause) {

    static final Comparator<CelRow> IN_ORDER = Comparator.comparing(CelRow::at).thenComparingLong(CelRow::id);

    public String callId() {
        return ChannelName.callOf(pbxId, channelId);
    }
}
