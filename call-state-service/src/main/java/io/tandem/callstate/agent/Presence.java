package io.tandem.callstate.agent;

import io.tandem.contracts.AgentStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an agent is. {@code version} 0 is an agent of whom nothing was ever stored.
 *
 * @param rest what the agent goes back to when the call is over; the status itself while there is no call and no wrap-up
 * @param reason why they rest so
 * @param callId the call for which the agent is reserved, rung or talking
 * @param since when this status began; none for one that was stored before it was kept
 * @param until when the wrap-up ends, or until when the phone of a desk is called; none otherwise
 * @param missed calls in a row that the agent did not answer
 * @param fence number of the reservation, which no other of this agent ever has; 0 without one
 * @param wrapUp how long the wrap-up after the call will be; none without a call
 * @param desk where they wait, or will; none for who is called on demand
 */
public record Presence(
        String tenant,
        String agentId,
        long version,
        AgentStatus status,
        AgentStatus rest,
        @Nullable String reason,
        @Nullable String callId,
        @Nullable Instant since,
        @Nullable Instant until,
        int missed,
        long fence,
        @Nullable Duration wrapUp,
        @Nullable Desk desk) {

    public static Presence unknown(String tenant, String agentId) {
        return new Presence(
                tenant, agentId, 0, AgentStatus.OFFLINE, AgentStatus.OFFLINE, null, null, null, null, 0, 0, null, null);
    }

    public boolean busy() {
        return callId != null;
    }

    /** Their phone is being called to their desk. */
    boolean goesToDesk() {
        return desk != null && !desk.waiting();
    }

    /** The desk at which calls reach them. */
    public Optional<Desk> waitsAt() {
        return Optional.ofNullable(desk).filter(Desk::waiting);
    }

    /** Why they are as they are now; a reason to pause after the call is not one. */
    public @Nullable String shownReason() {
        return status == rest ? reason : null;
    }

    /** What comes when the call is over; none without one. */
    public @Nullable AgentStatus afterCall() {
        return busy() ? rest : null;
    }

    /** As it is once {@code next} is written over this one, at {@code now}. */
    Presence moved(Next next, Instant now) {
        boolean same = next.status() == status
                && java.util.Objects.equals(next.callId(), callId)
                && java.util.Objects.equals(next.shownReason(), shownReason());
        long nextVersion = version == 0 ? now.toEpochMilli() : version + 1;
        return new Presence(
                tenant,
                agentId,
                nextVersion,
                next.status(),
                next.rest(),
                next.reason(),
                next.callId(),
                same && since != null ? since : now,
                next.until(),
                next.missed(),
                next.callId() == null ? 0 : next.callId().equals(callId) ? fence : nextVersion,
                next.callId() == null ? null : next.wrapUp(),
                next.desk());
    }

    Next next() {
        return new Next(status, rest, reason, callId, until, missed, wrapUp, desk);
    }

    /** What an input makes of a presence, before it has a version and a time. */
    record Next(
            AgentStatus status,
            AgentStatus rest,
            @Nullable String reason,
            @Nullable String callId,
            @Nullable Instant until,
            int missed,
            @Nullable Duration wrapUp,
            @Nullable Desk desk) {

        @Nullable
        String shownReason() {
            return status == rest ? reason : null;
        }

        /** At rest, or after the call. */
        Next resting(AgentStatus newRest, @Nullable String newReason) {
            return new Next(
                    callId == null ? newRest : status,
                    newRest,
                    newReason,
                    callId,
                    callId == null ? null : until,
                    0,
                    wrapUp,
                    desk);
        }

        Next in(AgentStatus newStatus) {
            return new Next(newStatus, rest, reason, callId, until, missed, wrapUp, desk);
        }

        Next reserved(String forCall, Duration thenWrapUp) {
            return new Next(AgentStatus.RESERVED, rest, reason, forCall, null, missed, thenWrapUp, desk);
        }

        /** Without a call, as they rest. */
        Next free() {
            return new Next(rest, rest, reason, null, null, missed, null, desk);
        }

        Next wrappingUp(Instant end) {
            return new Next(AgentStatus.WRAP_UP, rest, reason, null, end, missed, null, desk);
        }

        Next having(int missedCalls) {
            return new Next(status, rest, reason, callId, until, missedCalls, wrapUp, desk);
        }

        /** The phone is being called to the desk. */
        Next goingTo(Desk newDesk, Instant end) {
            return new Next(AgentStatus.RINGING, AgentStatus.OFFLINE, null, null, end, 0, null, newDesk);
        }

        /** The phone was answered. */
        Next sittingAt(Desk newDesk) {
            return new Next(AgentStatus.AVAILABLE, AgentStatus.AVAILABLE, null, null, null, 0, null, newDesk);
        }

        Next withoutDesk() {
            return new Next(status, rest, reason, callId, until, missed, wrapUp, null);
        }
    }
}
