package io.tandem.callstate.call.stream;

import io.tandem.callstate.call.Leg;
import io.tandem.callstate.ledger.CallLog;
import io.tandem.contracts.PbxFact;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Ends for channels that are gone and have none in the ledger. Pure.
 *
 * @param heard until when the PBX was heard, for each gap in which a channel may have gone
 */
record CutOff(CallLog log, List<Instant> heard, Instant now) {

    List<PbxFact.LedgerEntry> of(List<Leg> legs) {
        return legs.stream()
                .filter(leg -> !log.hasEndOf(leg.channelId()))
                .map(leg -> new PbxFact.LedgerEntry(leg.channelId(), PbxFact.LedgerEvent.CUT_OFF, lastKnown(leg), 0))
                .toList();
    }

    /** Without a gap: now. After one: when the PBX was last heard, or whatever later was told or written of the channel. */
    private Instant lastKnown(Leg leg) {
        var first = Optional.ofNullable(leg.firstSeenAt()).or(() -> log.firstOf(leg.channelId()));
        return heard.stream()
                .filter(until -> first.filter(until::isAfter).isPresent())
                .max(Instant::compareTo)
                .map(until -> Stream.of(
                                Optional.of(until),
                                log.lastOf(leg.channelId()),
                                Optional.ofNullable(leg.moments().answeredAt()),
                                Optional.ofNullable(leg.moments().joinedAt()))
                        .flatMap(Optional::stream)
                        .max(Instant::compareTo)
                        .orElse(until))
                .orElse(now);
    }
}
