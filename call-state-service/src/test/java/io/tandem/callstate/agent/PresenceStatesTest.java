package io.tandem.callstate.agent;

import io.tandem.callstate.StatesDocument;
import io.tandem.callstate.agent.PresenceMachine.Input;
import io.tandem.callstate.agent.PresenceMachine.Result;
import io.tandem.contracts.AgentStatus;
import io.tandem.contracts.CallOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every presence that can be reached at all, met with every input. */
class PresenceStatesTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final String CALL = "call";
    private static final String DESK = "desk";

    private final PresenceMachine machine = new PresenceMachine(new PresenceMachine.Settings(3, Duration.ofSeconds(5)));

    /** Presences that differ in nothing else do the same. */
    private record Kind(AgentStatus status, AgentStatus rest, int missed, boolean busy, boolean desk, boolean waits) {
        static Kind of(Presence p) {
            return new Kind(
                    p.status(),
                    p.rest(),
                    p.missed(),
                    p.busy(),
                    p.desk() != null,
                    p.waitsAt().isPresent());
        }
    }

    private static Map<String, Input> inputs() {
        var inputs = new LinkedHashMap<String, Input>();
        inputs.put("logs in", new Input.LogIn());
        inputs.put("logs in to wait at a desk", new Input.TakeDesk(DESK, "pbx-1", "phone", Duration.ofSeconds(20)));
        inputs.put("the desk's phone is answered", new Input.SitDown(DESK));
        inputs.put("the desk's phone is hung up, or was not answered", new Input.LoseDesk(DESK, 16));
        inputs.put("logs out", new Input.LogOut());
        inputs.put("becomes available", new Input.Choose(AgentStatus.AVAILABLE, null));
        inputs.put("pauses", new Input.Choose(AgentStatus.PAUSED, "lunch"));
        inputs.put("is reserved by a campaign", new Input.Reserve(CALL, true));
        inputs.put("is reserved for a call of their own", new Input.Reserve(CALL, false));
        inputs.put("is rung", new Input.Ring(CALL));
        inputs.put("talks", new Input.Talk(CALL));
        inputs.put("the call ends, answered", new Input.Release(CALL, CallOutcome.ANSWERED));
        inputs.put("the call ends, the agent did not answer", new Input.Release(CALL, CallOutcome.AGENT_NO_ANSWER));
        inputs.put("the call ends otherwise", new Input.Release(CALL, CallOutcome.BUSY));
        inputs.put("the call never was", new Input.Release(CALL));
        inputs.put("the reservation lapses", new Input.Lapse(CALL));
        inputs.put("something of another call", new Input.Release("another"));
        inputs.put("the wrap-up, or the time to answer the desk's phone, is over", new Input.EndOfTime());
        return inputs;
    }

    @Test
    void the_page_of_an_agents_presence_is_what_the_machine_does() {
        var page = new StatesDocument(
                "An agent's presence",
                "Written by `PresenceStatesTest` from `PresenceMachine` itself: every presence that can be reached, met with every"
                        + " input. A dot: it changes no state. Several: it depends on what the agent was before the call, on how many"
                        + " calls they missed, and on whether they wait at a desk. `-Dstates.write=true` writes it anew.",
                Arrays.stream(AgentStatus.values()).map(AgentStatus::name).toList());
        var open = new ArrayDeque<Presence>();
        var known = new HashSet<Kind>();
        open.add(Presence.unknown("acme", "ada"));
        while (!open.isEmpty()) {
            var presence = open.remove();
            if (known.add(Kind.of(presence))) {
                inputs().forEach((name, input) -> {
                    var after = after(presence, input);
                    page.seen(name, presence.status().name(), after.status().name());
                    open.add(after);
                });
            }
        }

        page.mustBe(Path.of("../docs/presence-states.md"));
    }

    private Presence after(Presence presence, Input input) {
        return switch (machine.on(presence, input, NOON.plusSeconds(60 * presence.version()))) {
            case Result.Moved moved -> moved.presence();
            case Result.Unchanged same -> same.presence();
            case Result.Refused _ -> presence;
        };
    }
}
