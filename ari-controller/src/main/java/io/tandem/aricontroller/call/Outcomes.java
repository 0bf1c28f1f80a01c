package io.tandem.aricontroller.call;

import io.tandem.contracts.AriCommand;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import io.tandem.edge.kafka.TypeName;
import java.time.InstantSource;

/** Facts that a call tells by itself: the outcomes of commands, and what it made. */
public record Outcomes(String pbxId, InstantSource clock) {

    public PbxFact.CommandFact done(AriCommand c) {
        return new PbxFact.CommandDone(c.callId(), pbxId, FactSource.ARI, clock.instant(), c.commandId(), name(c));
    }

    public PbxFact.CommandFact refused(AriCommand c, String reason) {
        return new PbxFact.CommandRefused(
                c.callId(), pbxId, FactSource.ARI, clock.instant(), c.commandId(), name(c), reason);
    }

    PbxFact.CommandFact fateUnknown(AriCommand c, String reason) {
        return new PbxFact.CommandFateUnknown(
                c.callId(), pbxId, FactSource.ARI, clock.instant(), c.commandId(), name(c), reason);
    }

    boolean isExpired(AriCommand c) {
        return !clock.instant().isBefore(c.expiresAt());
    }

    PbxFact.CallFact created(String callId, String channelId) {
        return new PbxFact.ChannelCreated(callId, pbxId, FactSource.ARI, clock.instant(), channelId, "", false);
    }

    PbxFact.CallFact missing(String callId, String channelId) {
        return new PbxFact.ChannelHungUp(
                callId, pbxId, FactSource.ARI, clock.instant(), channelId, 0, null, null, true);
    }

    PbxFact.CallFact notAnswered(String callId, String channelId) {
        return new PbxFact.DialEnded(callId, pbxId, FactSource.ARI, clock.instant(), channelId, "NOANSWER");
    }

    private static String name(AriCommand c) {
        return TypeName.unversioned(c.getClass());
    }
}
