package io.tandem.callstate.agent;

import io.tandem.contracts.AgentStatus;
import io.tandem.contracts.CallOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of an agent. An agent has one call at most; what happens for another call changes nothing. Who never logged in
 * is OFFLINE and can still be reserved for a call of their own (click-to-call): afterwards they are OFFLINE again, without a wrap-up, and
 * nobody counts the calls that they miss. Pure.
 *
 * <pre>
 * OFFLINE ⇄ AVAILABLE ⇄ PAUSED          at rest, as they or a supervisor say; during a call it is kept for after it
 *    └──────────┴─────────┴─→ RESERVED → RINGING → ON_CALL → WRAP_UP → as they rest
 *                                  └────────┴──────────────────────↗ (PAUSED after too many that were missed)
 * OFFLINE → RINGING, without a call → AVAILABLE          who logs in to wait at a desk; OFFLINE again where the phone is not answered
 * </pre>
 */
public final class PresenceMachine {

    /** Why an agent who misses calls is PAUSED. */
    public static final String MISSED_OFFERS = "missed-offers";

    /**
     * @param missedOffers after so many calls in a row that they did not answer, an agent is paused; 0: never
     * @param wrapUp how long the wrap-up is where nobody says; zero: none
     */
    public record Settings(int missedOffers, Duration wrapUp) {}

    public sealed interface Input {
        record LogIn() implements Input {}

        /**
         * Logs in to wait at a desk: {@code phone} is called.
         *
         * @param deskId a ULID of this login alone
         * @param phone dial string
         * @param ring how long it rings
         */
        record TakeDesk(String deskId, String pbxId, String phone, Duration ring) implements Input {}

        /** The desk's phone was answered, and is in its bridge. */
        record SitDown(String deskId) implements Input {}

        /** The desk's phone is not there any more; {@code cause}: see {@link Desk#end}. */
        record LoseDesk(String deskId, int cause) implements Input {}

        /** {@code reason}: shown with OFFLINE. */
        record LogOut(@Nullable String reason) implements Input {
            public LogOut() {
                this(null);
            }
        }

        /** {@code status}: AVAILABLE or PAUSED. */
        record Choose(AgentStatus status, @Nullable String reason) implements Input {}

        /**
         * {@code onlyAvailable}: for a campaign; a click-to-call of the agent's own reaches them offline, paused and wrapping up, too.
         * {@code wrapUp}: after the talk; none: as usual.
         */
        record Reserve(
                String callId,
                boolean onlyAvailable,
                @Nullable Duration wrapUp) implements Input {
            public Reserve(String callId, boolean onlyAvailable) {
                this(callId, onlyAvailable, null);
            }
        }

        record Ring(String callId) implements Input {}

        record Talk(String callId) implements Input {}

        /** The call is over for the agent; {@code outcome} none: it never was. Who only rang has nothing to wrap up. */
        record Release(String callId, @Nullable CallOutcome outcome) implements Input {
            public Release(String callId) {
                this(callId, null);
            }
        }

        /** As a release, if nobody ever began the call: whoever reserved for it is too late from now on. */
        record Lapse(String callId) implements Input {}

        /** The wrap-up, or the call of a desk's phone, has lasted as long as it may. */
        record EndOfTime() implements Input {}
    }

    public sealed interface Result {
        record Moved(Presence presence) implements Result {}

        record Unchanged(Presence presence) implements Result {}

        record Refused(String why) implements Result {}
    }

    private final Settings settings;

    public PresenceMachine(Settings settings) {
        this.settings = settings;
    }

    public Result on(Presence p, Input input, Instant now) {
        return switch (input) {
            case Input.LogIn _ -> logIn(p, now);
            case Input.TakeDesk d -> DeskSteps.take(p, d, now);
            case Input.SitDown s -> DeskSteps.sitDown(p, s.deskId(), now);
            case Input.LoseDesk l -> DeskSteps.lose(p, l.deskId(), l.cause(), now);
            case Input.LogOut out -> logOut(p, out, now);
            case Input.Choose c -> choose(p, c, now);
            case Input.Reserve r -> reserve(p, r, now);
            case Input.Ring r -> busy(p, r.callId(), AgentStatus.RINGING, now);
            case Input.Talk t -> busy(p, t.callId(), AgentStatus.ON_CALL, now);
            case Input.Release r -> release(p, r, now);
            case Input.Lapse l -> release(p, new Input.Release(l.callId()), now);
            case Input.EndOfTime _ -> endOfTime(p, now);
        };
    }

    private static Result logIn(Presence p, Instant now) {
        if (p.desk() != null) {
            return new Result.Refused("agent " + p.agentId() + " waits at a desk: log out first");
        }
        return p.rest() == AgentStatus.OFFLINE ? moved(p, p.next().resting(AgentStatus.AVAILABLE, null), now) : same(p);
    }

    private static Result logOut(Presence p, Input.LogOut out, Instant now) {
        if (p.goesToDesk()) {
            return moved(p, DeskSteps.gone(p, out.reason()), now);
        }
        return p.rest() == AgentStatus.OFFLINE
                ? same(p)
                : moved(p, p.next().resting(AgentStatus.OFFLINE, out.reason()), now);
    }

    private static Result choose(Presence p, Input.Choose c, Instant now) {
        if (c.status() != AgentStatus.AVAILABLE && c.status() != AgentStatus.PAUSED) {
            return new Result.Refused("status is AVAILABLE or PAUSED");
        }
        if (p.rest() == AgentStatus.OFFLINE) {
            return new Result.Refused("agent " + p.agentId() + " is not logged in");
        }
        boolean rests = p.busy() || p.status() == p.rest();
        return rests && p.rest() == c.status() && Objects.equals(p.reason(), c.reason())
                ? same(p)
                : moved(p, p.next().resting(c.status(), c.reason()), now);
    }

    private Result reserve(Presence p, Input.Reserve r, Instant now) {
        if (r.callId().equals(p.callId())) {
            return same(p);
        }
        if (p.busy()) {
            return new Result.Refused("agent " + p.agentId() + " has a call");
        }
        if (p.goesToDesk()) {
            return new Result.Refused("the phone of agent " + p.agentId() + " is being called to their desk");
        }
        if (r.onlyAvailable() && p.status() != AgentStatus.AVAILABLE) {
            return new Result.Refused("agent " + p.agentId() + " is " + p.status());
        }
        var wrapUp = r.wrapUp() == null ? settings.wrapUp() : r.wrapUp();
        return moved(p, p.next().reserved(r.callId(), wrapUp), now);
    }

    private static Result busy(Presence p, String callId, AgentStatus status, Instant now) {
        boolean forward = callId.equals(p.callId()) && p.status().compareTo(status) < 0;
        if (!forward) {
            return same(p);
        }
        var next = p.next().in(status);
        return moved(p, status == AgentStatus.ON_CALL ? next.having(0) : next, now);
    }

    private Result release(Presence p, Input.Release r, Instant now) {
        if (!r.callId().equals(p.callId())) {
            return same(p);
        }
        boolean takesCalls = p.rest() == AgentStatus.AVAILABLE;
        if (takesCalls && r.outcome() == CallOutcome.AGENT_NO_ANSWER) {
            return moved(p, missed(p), now);
        }
        var wrapUp = p.wrapUp();
        boolean talked = p.status() == AgentStatus.ON_CALL && r.outcome() == CallOutcome.ANSWERED;
        if (takesCalls && talked && wrapUp != null && wrapUp.isPositive()) {
            return moved(p, p.next().wrappingUp(now.plus(wrapUp)), now);
        }
        return moved(p, p.next().free(), now);
    }

    private Presence.Next missed(Presence p) {
        int missed = p.missed() + 1;
        var free = p.next().free();
        return settings.missedOffers() > 0 && missed >= settings.missedOffers()
                ? free.resting(AgentStatus.PAUSED, MISSED_OFFERS)
                : free.having(missed);
    }

    private static Result endOfTime(Presence p, Instant now) {
        var until = p.until();
        if (until == null || now.isBefore(until)) {
            return same(p);
        }
        return moved(
                p, p.goesToDesk() ? DeskSteps.gone(p, Desk.NO_ANSWER) : p.next().free(), now);
    }

    /** Who is OFFLINE has no desk. */
    static Result moved(Presence p, Presence.Next next, Instant now) {
        return new Result.Moved(p.moved(next.status() == AgentStatus.OFFLINE ? next.withoutDesk() : next, now));
    }

    static Result same(Presence p) {
        return new Result.Unchanged(p);
    }
}
