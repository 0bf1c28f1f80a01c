package io.tandem.callstate.agent;

import io.tandem.contracts.AriCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is commanded when an agent's presence changes: a desk that is new is called, one that is given up is hung up. Pure. */
public final class DeskCommands {

    static final String CALL = "call";
    private static final String HANG_UP = "hang-up";
    private static final int NORMAL_CLEARING = 16;

    /** @param life a command that is read later than this is refused */
    public static Optional<AriCommand> of(
            Presence before, Presence after, PresenceMachine.Input input, Instant now, Duration life) {
        var was = before.desk();
        if (after.desk() == null) {
            return Optional.ofNullable(was).map(desk -> hangUp(desk.deskId(), desk.pbxId(), now.plus(life)));
        }
        return was == null && input instanceof PresenceMachine.Input.TakeDesk taken
                ? Optional.of(call(taken, now.plus(life)))
                : Optional.empty();
    }

    private static AriCommand call(PresenceMachine.Input.TakeDesk taken, Instant expiry) {
        return new AriCommand.OriginateAgent(
                DeskFact.command(taken.deskId(), CALL),
                taken.deskId(),
                taken.pbxId(),
                expiry,
                Desk.channelOf(taken.deskId()),
                taken.phone(),
                null,
                taken.ring());
    }

    /** A phone that hung up already is not there, which is as good. */
    private static AriCommand hangUp(String deskId, String pbxId, Instant expiry) {
        return hangUp(HANG_UP, deskId, pbxId, expiry);
    }

    /** Of a desk that is nobody's; a command of its own each time, for one that was carried out is not carried out again. */
    public static AriCommand sweep(String deskId, String pbxId, Instant expiry) {
        return hangUp("sweep:" + expiry, deskId, pbxId, expiry);
    }

    private static AriCommand hangUp(String what, String deskId, String pbxId, Instant expiry) {
        return new AriCommand.HangUp(
                DeskFact.command(deskId, what), deskId, pbxId, expiry, Desk.channelOf(deskId), NORMAL_CLEARING);
    }

    private DeskCommands() {}
}
