package io.tandem.callstate.agent;

import io.tandem.callstate.agent.PresenceMachine.Input;
import io.tandem.callstate.agent.PresenceMachine.Result;
import io.tandem.contracts.AgentStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The part of {@link PresenceMachine} that is about desks. Pure. */
final class DeskSteps {

    /** How much longer than the phone rings the PBX may take to say what came of it. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    static Result take(Presence p, Input.TakeDesk d, Instant now) {
        if (p.desk() != null) {
            boolean isLeaving = p.busy() && p.rest() == AgentStatus.OFFLINE;
            return isLeaving
                    ? PresenceMachine.moved(p, p.next().resting(AgentStatus.AVAILABLE, null), now)
                    : PresenceMachine.same(p);
        }
        if (p.busy()) {
            return new Result.Refused("agent " + p.agentId() + " has a call");
        }
        if (p.rest() != AgentStatus.OFFLINE) {
            return new Result.Refused("agent " + p.agentId() + " is logged in on demand: log out first");
        }
        var desk = new Desk(d.deskId(), d.pbxId(), false, now);
        return PresenceMachine.moved(
                p, p.next().goingTo(desk, now.plus(d.ring()).plus(GRACE)), now);
    }

    static Result sitDown(Presence p, String deskId, Instant now) {
        var desk = p.desk();
        return desk == null || desk.waiting() || !desk.deskId().equals(deskId)
                ? PresenceMachine.same(p)
                : PresenceMachine.moved(p, p.next().sittingAt(desk.answered(now)), now);
    }

    /** During a call it ends by itself, for the phone was in it, and then they are OFFLINE. */
    static Result lose(Presence p, String deskId, int cause, Instant now) {
        var desk = p.desk();
        if (desk == null || !desk.deskId().equals(deskId)) {
            return PresenceMachine.same(p);
        }
        return desk.waiting()
                ? PresenceMachine.moved(p, p.next().withoutDesk().resting(AgentStatus.OFFLINE, desk.end(cause)), now)
                : PresenceMachine.moved(p, gone(p, desk.end(cause)), now);
    }

    static Presence.Next gone(Presence p, @Nullable String reason) {
        return p.next().withoutDesk().in(AgentStatus.OFFLINE).resting(AgentStatus.OFFLINE, reason);
    }

    private DeskSteps() {}
}
