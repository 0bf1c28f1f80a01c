package io.tandem.callstate.agent.store;

import io.tandem.callstate.agent.Presence;
import io.tandem.callstate.agent.PresenceMachine.Input;
import io.tandem.callstate.outbox.Outbox;
import io.tandem.callstate.redis.Names;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A change of an agent as the script takes it.
 *
 * @param messages as the outbox keeps them, by their place there; one or two
 * @param lookAfter when to look whether the reservation's call lives
 */
record AgentChange(
        Presence before,
        Presence after,
        Input input,
        Instant now,
        Instant lookAfter,
        SortedMap<String, String> messages) {

    List<String> keys() {
        var key = Names.agent(after.tenant(), after.agentId());
        return List.of(
                key,
                key + ":outbox",
                Outbox.PENDING,
                RedisAgents.statusesOf(after.tenant()),
                RedisAgents.RESERVATIONS,
                RedisAgents.WRAP_UPS,
                Names.call(String.valueOf(before.callId())),
                RedisDesks.DESKS);
    }

    List<String> arguments(String state) {
        var until = after.until();
        var first = messages.firstEntry();
        var arguments = new ArrayList<>(List.of(
                Long.toString(before.version()),
                Long.toString(after.version()),
                state,
                first.getKey(),
                first.getValue(),
                Long.toString(now.toEpochMilli()),
                after.agentId(),
                reservation(after),
                Long.toString(lookAfter.toEpochMilli()),
                sameCall(before.callId(), after.callId()) ? "" : reservation(before),
                Long.toString(after.fence()),
                AgentMember.of(after).toString(),
                until == null ? "" : Long.toString(until.toEpochMilli()),
                input instanceof Input.Lapse ? "1" : "0",
                desk(after),
                desk(after).equals(desk(before)) ? "" : desk(before),
                after.status().name()));
        messages.tailMap(first.getKey() + " ").forEach((position, message) -> {
            arguments.add(position);
            arguments.add(message);
        });
        return arguments;
    }

    private static String desk(Presence p) {
        return p.desk() == null ? "" : p.desk().deskId();
    }

    private static boolean sameCall(@Nullable String one, @Nullable String other) {
        return one != null && one.equals(other);
    }

    private static String reservation(Presence p) {
        return p.callId() == null ? "" : AgentMember.of(p) + "|" + p.callId();
    }
}
