package io.tandem.callstate.call;

import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import java.util.List;

/** Entries of the PBX's log as the facts that they would have been, had anybody heard them. */
public final class Recorded {

    /** Whether it says anything of the call that no interface said. */
    public static boolean isNews(Call call, PbxFact.LedgerRead read) {
        return !call.ended()
                && facts(call, read).stream()
                        .anyMatch(fact ->
                                !call.leg(fact.channelId()).orElseThrow().showed(Sign.of(fact)));
    }

    /** Of the call's legs, in the log's order. */
    static List<PbxFact.ChannelFact> facts(Call call, PbxFact.LedgerRead read) {
        return read.entries().stream()
                .filter(entry -> call.leg(entry.channelId()).isPresent())
                .map(entry -> fact(call, entry))
                .toList();
    }

    private static PbxFact.ChannelFact fact(Call call, PbxFact.LedgerEntry entry) {
        var id = call.callId();
        var pbx = call.pbxId();
        var from = FactSource.LEDGER;
        var at = entry.at();
        var channel = entry.channelId();
        return switch (entry.event()) {
            case CREATED -> new PbxFact.ChannelCreated(id, pbx, from, at, channel, "", true);
            case ANSWERED -> new PbxFact.ChannelAnswered(id, pbx, from, at, channel, true);
            case ROOM_JOINED -> new PbxFact.ConferenceJoined(id, pbx, from, at, channel);
            case ROOM_LEFT -> new PbxFact.ConferenceLeft(id, pbx, from, at, channel);
            case BRIDGE_ENTERED -> new PbxFact.BridgeEntered(id, pbx, from, at, channel, id + ".bridge");
            case BRIDGE_LEFT -> new PbxFact.BridgeLeft(id, pbx, from, at, channel, id + ".bridge");
            case HUNG_UP -> new PbxFact.ChannelHungUp(id, pbx, from, at, channel, entry.cause(), "", null, true);
            case CUT_OFF ->
                new PbxFact.ChannelHungUp(id, pbx, FactSource.TANDEM, at, channel, 0, "cut off", null, true);
        };
    }

    private Recorded() {}
}
