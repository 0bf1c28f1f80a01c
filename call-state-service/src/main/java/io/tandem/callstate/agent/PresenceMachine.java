package io.tandem.callstate.agent;

import io.tandem.contracts.AgentStatus;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of an agent. An agent has one call at most; what happens for another call changes nothing. Pure. */
public final class PresenceMachine {

    public sealed interface Input {
        record LogIn() implements Input {}

        record LogOut() implements Input {}

        /** {@code status}: AVAILABLE or PAUSED. */
        record Choose(AgentStatus status, @Nullable String reason) implements Input {}

        /** {@code onlyAvailable}: for a campaign; a click-to-call of the agent's own reaches them offline and paused, too. */
        record Reserve(String callId, boolean onlyAvailable) implements Input {}

        record Ring(String callId) implements Input {}

        record Talk(String callId) implements Input {}

        record Release(String callId) implements Input {}
    }

    public sealed interface Result {
        record Moved(Presence presence) implements Result {}

        record Unchanged(Presence presence) implements Result {}

        record Refused(String why) implements Result {}
    }

    public static Result on(Presence p, Input input) {
        return switch (input) {
            case Input.LogIn _ -> p.rest() == AgentStatus.OFFLINE ? rest(p, AgentStatus.AVAILABLE, null) : same(p);
            case Input.LogOut _ -> p.rest() == AgentStatus.OFFLINE ? same(p) : rest(p, AgentStatus.OFFLINE, null);
            case Input.Choose c -> choose(p, c);
            case Input.Reserve r -> reserve(p, r);
            case Input.Ring r -> busy(p, r.callId(), AgentStatus.RINGING);
            case Input.Talk t -> busy(p, t.callId(), AgentStatus.ON_CALL);
            case Input.Release r ->
                r.callId().equals(p.callId()) ? moved(p, p.rest(), p.rest(), p.reason(), null) : same(p);
        };
    }

    private static Result choose(Presence p, Input.Choose c) {
        if (c.status() != AgentStatus.AVAILABLE && c.status() != AgentStatus.PAUSED) {
            return new Result.Refused("status is AVAILABLE or PAUSED");
        }
        if (p.rest() == AgentStatus.OFFLINE) {
            return new Result.Refused("agent " + p.agentId() + " is not logged in");
        }
        return p.rest() == c.status() && java.util.Objects.equals(p.reason(), c.reason())
                ? same(p)
                : rest(p, c.status(), c.reason());
    }

    private static Result reserve(Presence p, Input.Reserve r) {
        if (r.callId().equals(p.callId())) {
            return same(p);
        }
        if (p.busy()) {
            return new Result.Refused("agent " + p.agentId() + " has a call");
        }
        if (r.onlyAvailable() && p.status() != AgentStatus.AVAILABLE) {
            return new Result.Refused("agent " + p.agentId() + " is " + p.status());
        }
        return moved(p, AgentStatus.RESERVED, p.rest(), p.reason(), r.callId());
    }

    private static Result busy(Presence p, String callId, AgentStatus status) {
        boolean forward = callId.equals(p.callId()) && p.status().compareTo(status) < 0;
        return forward ? moved(p, status, p.rest(), p.reason(), callId) : same(p);
    }

    private static Result rest(Presence p, AgentStatus rest, @Nullable String reason) {
        return moved(p, p.busy() ? p.status() : rest, rest, reason, p.callId());
    }

    private static Result moved(
            Presence p, AgentStatus status, AgentStatus rest, @Nullable String reason, @Nullable String callId) {
        return new Result.Moved(new Presence(p.tenant(), p.agentId(), p.version() + 1, status, rest, reason, callId));
    }

    private static Result same(Presence p) {
        return new Result.Unchanged(p);
    }

    private PresenceMachine() {}
}
