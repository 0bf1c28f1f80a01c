package io.tandem.callstate.agent.store;

import io.tandem.callstate.agent.Presence;
import io.tandem.callstate.agent.PresenceMachine.Input;
import io.tandem.callstate.outbox.Outbox;
import io.tandem.callstate.redis.Names;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of an agent as the script takes it.
 *
 * @param message as the outbox keeps it; {@code position}: its place there
 * @param lookAfter when to look whether the reservation's call lives
 */
record AgentChange(
        Presence before, Presence after, Input input, Instant now, Instant lookAfter, String position, String message) {

    List<String> keys() {
        var key = Names.agent(after.tenant(), after.agentId());
        return List.of(
                key,
                key + ":outbox",
                Outbox.PENDING,
                RedisAgents.ofTenant(after),
                RedisAgents.RESERVATIONS,
                RedisAgents.WRAP_UPS,
                Names.call(String.valueOf(before.callId())));
    }

    List<String> arguments(String state) {
        var until = after.until();
        return List.of(
                Long.toString(before.version()),
                Long.toString(after.version()),
                state,
                position,
                message,
                Long.toString(now.toEpochMilli()),
                after.agentId(),
                reservation(after),
                Long.toString(lookAfter.toEpochMilli()),
                sameCall(before.callId(), after.callId()) ? "" : reservation(before),
                Long.toString(after.fence()),
                AgentMember.of(after).toString(),
                until == null ? "" : Long.toString(until.toEpochMilli()),
                input instanceof Input.Lapse ? "1" : "0");
    }

    private static boolean sameCall(@Nullable String one, @Nullable String other) {
        return one != null && one.equals(other);
    }

    private static String reservation(Presence p) {
        return p.callId() == null ? "" : AgentMember.of(p) + "|" + p.callId();
    }
}
