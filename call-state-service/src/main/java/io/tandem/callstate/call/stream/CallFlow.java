package io.tandem.callstate.call.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tandem.callstate.agent.Agents;
import io.tandem.callstate.agent.PresenceMachine;
import io.tandem.callstate.call.Call;
import io.tandem.callstate.call.CallMachine;
import io.tandem.callstate.call.Effect;
import io.tandem.callstate.call.Input;
import io.tandem.callstate.call.Links;
import io.tandem.callstate.call.Phase;
import io.tandem.callstate.call.TimelineEntry;
import io.tandem.callstate.call.Transition;
import io.tandem.callstate.call.history.History;
import io.tandem.callstate.call.store.Change;
import io.tandem.callstate.call.store.Loaded;
import io.tandem.callstate.call.store.Origin;
import io.tandem.callstate.call.store.RedisCalls;
import io.tandem.callstate.call.store.StaleVersionException;
import io.tandem.callstate.outbox.Outbox;
import io.tandem.contracts.CallOutcome;
import io.tandem.edge.kafka.PoisonRecordException;
import io.tandem.edge.kafka.Wire;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One input, one transition: load, decide, write; then publish and forget, and beside it tell the agent's presence and keep the
 * history. Once it is written and its messages are handed to Kafka's producer, the call's next input may be taken. Every step may be
 * repeated; after a crash anywhere the same input leads to the same messages.
 */
@ApplicationScoped
public class CallFlow {

    /** What became of an input. */
    public enum Result {
        MOVED,
        IGNORED,
        REPEATED,
        NO_SUCH_CALL
    }

    /** A transition that is stored; {@code told} completes when all that follows from it is done, and is to be subscribed to once. */
    public record Stored(Result result, Uni<Void> told, Optional<String> whyNot) {

        Stored(Result result, Uni<Void> told) {
            this(result, told, Optional.empty());
        }

        static Stored nothingToTell(Result result, String why) {
            return new Stored(result, Uni.createFrom().voidItem(), Optional.of(why));
        }
    }

    private static final int ATTEMPTS = 20;

    private final CallMachine machine;
    private final RedisCalls calls;
    private final Outbox outbox;
    private final Agents agents;
    private final History history;
    private final RecordingFacts recordings;
    private final Lanes lanes;
    private final Changes changes;
    private final Event<Queued> queued;
    private final Counter staleVersions;

    CallFlow(
            CallMachine machine,
            RedisCalls calls,
            Outbox outbox,
            Agents agents,
            History history,
            RecordingFacts recordings,
            Lanes lanes,
            Wire wire,
            Event<Queued> queued,
            MeterRegistry metrics) {
        this.machine = machine;
        this.calls = calls;
        this.outbox = outbox;
        this.agents = agents;
        this.history = history;
        this.recordings = recordings;
        this.lanes = lanes;
        this.changes = new Changes(wire);
        this.queued = queued;
        this.staleVersions = metrics.counter("tandem_call_stale_versions");
    }

    /** As {@link #store}, and waits for all that follows. */
    public Uni<Result> apply(
            String callId,
            String pbxId,
            @Nullable Call fresh,
            Function<Links, Input> input,
            Origin origin,
            @Nullable TimelineEntry cause) {
        return store(callId, pbxId, fresh, input, origin, cause)
                .chain(stored -> stored.told().replaceWith(stored.result()));
    }

    /** As {@link #apply} for what somebody asks of a call that exists; gives why it was not granted. */
    public Uni<Optional<String>> ask(String callId, String pbxId, Function<Links, Input> input, TimelineEntry cause) {
        return store(callId, pbxId, null, input, Origin.NONE, cause)
                .chain(stored -> stored.told().replaceWith(stored.whyNot()));
    }

    /** {@code fresh}: the call to begin with where Redis has none of this id; null for an input to a call that must exist. */
    Uni<Stored> store(
            String callId,
            String pbxId,
            @Nullable Call fresh,
            Function<Links, Input> input,
            Origin origin,
            @Nullable TimelineEntry cause) {
        return lanes.in(
                callId,
                () -> attempt(
                        () -> {
                            var sending = outbox.onTheirWay(RedisCalls.outboxOf(callId));
                            return calls.load(callId, pbxId, origin)
                                    .chain(loaded -> decide(callId, loaded, sending, fresh, input, origin, cause));
                        },
                        ATTEMPTS));
    }

    /** Again from the load when somebody else moved the call meanwhile; {@code more} times at most. */
    private Uni<Stored> attempt(Supplier<Uni<Stored>> work, int more) {
        return work.get()
                .onFailure(e -> e instanceof StaleVersionException && more > 0)
                .recoverWithUni(() -> {
                    staleVersions.increment();
                    return attempt(work, more - 1);
                });
    }

    private Uni<Stored> decide(
            String callId,
            Loaded loaded,
            Map<String, CompletableFuture<Void>> sending,
            @Nullable Call fresh,
            Function<Links, Input> input,
            Origin origin,
            @Nullable TimelineEntry cause) {
        var call = loaded.call() == null ? fresh : loaded.call();
        if (call == null) {
            return Uni.createFrom().item(Stored.nothingToTell(Result.NO_SUCH_CALL, "call " + callId + " has ended"));
        }
        if (origin.offset() >= 0 && origin.offset() <= loaded.appliedOffset()) {
            var told = outbox.publish(RedisCalls.outboxOf(callId), loaded.unpublished(), sending)
                    .chain(() -> follow(call, presenceOf(call)));
            return Uni.createFrom().item(new Stored(Result.REPEATED, told));
        }
        var asked = input.apply(loaded.links());
        return switch (transition(call, asked)) {
            case Transition.Ignored i -> Uni.createFrom().item(Stored.nothingToTell(Result.IGNORED, i.why()));
            case Transition.Moved m -> {
                var change = changes.of(call, m.call(), m.effects(), origin, asked.now(), cause);
                yield calls.write(change)
                        .invoke(() -> Queued.of(call, m.call()).ifPresent(queued::fire))
                        .map(_ -> new Stored(
                                Result.MOVED,
                                Uni.join()
                                        .all(publish(callId, loaded, sending, change), follow(m.call(), m.effects()))
                                        .andCollectFailures()
                                        .replaceWithVoid()));
            }
        };
    }

    /** A failure here is our bug, and no retry mends it. */
    private Transition transition(Call call, Input input) {
        try {
            return machine.on(call, input);
        } catch (RuntimeException e) {
            throw new PoisonRecordException("call " + call.callId() + " cannot take " + input, e);
        }
    }

    /** What an earlier transition left unpublished goes first, so that nobody sees a later event before it. */
    private Uni<Void> publish(
            String callId, Loaded loaded, Map<String, CompletableFuture<Void>> sending, Change change) {
        var messages = change.messages();
        messages.putAll(loaded.unpublished());
        return outbox.publish(RedisCalls.outboxOf(callId), messages, sending);
    }

    private Uni<Void> follow(Call call, List<Effect> effects) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (var effect : effects) {
            done = done.chain(() -> presence(call, effect));
        }
        return call.ended() ? done.chain(() -> history.keep(call)) : done;
    }

    private Uni<Void> presence(Call call, Effect effect) {
        return switch (effect) {
            case Effect.ReserveAgent e ->
                agent(call, e.agentId(), new PresenceMachine.Input.Reserve(call.callId(), false));
            case Effect.MissOffer e ->
                agent(call, e.agentId(), new PresenceMachine.Input.Release(call.callId(), CallOutcome.AGENT_NO_ANSWER));
            case Effect.AgentRinging e -> agent(call, e.agentId(), new PresenceMachine.Input.Ring(call.callId()));
            case Effect.AgentOnCall e -> agent(call, e.agentId(), new PresenceMachine.Input.Talk(call.callId()));
            case Effect.ReleaseAgent e ->
                agent(call, e.agentId(), new PresenceMachine.Input.Release(call.callId(), outcome(call)));
            case Effect.RequestRecording e -> recordings.requested(call, e.recordingId());
            case Effect.RefuseRecording e -> recordings.refused(e.recordingId(), e.reason());
            case Effect.RequireReservation _,
                    Effect.KeepPlace _,
                    Effect.PublishEvent _,
                    Effect.SendAmi _,
                    Effect.SendAri _,
                    Effect.ArmDeadline _,
                    Effect.DisarmDeadline _ -> Uni.createFrom().voidItem();
        };
    }

    /** For an agent who is released: of a call that goes on without them, that they had it. */
    private static CallOutcome outcome(Call call) {
        return switch (call.phase()) {
            case Phase.Ended ended -> ended.outcome();
            case Phase.LeavingMessage _ -> CallOutcome.MACHINE;
            case Phase.CallingAgent _,
                    Phase.HandingOff _,
                    Phase.CallingCustomer _,
                    Phase.Screening _,
                    Phase.Served _,
                    Phase.Connected _,
                    Phase.Ending _ -> CallOutcome.ANSWERED;
        };
    }

    private Uni<Void> agent(Call call, String agentId, PresenceMachine.Input input) {
        return Uni.createFrom()
                .completionStage(() -> agents.apply(call.tenant(), agentId, input))
                .replaceWithVoid();
    }

    /** All that the call ever meant for its agents: presence only goes forward, so saying it again is harmless. */
    private static List<Effect> presenceOf(Call call) {
        return call.agents().entrySet().stream()
                .<Effect>mapMulti((agent, sink) -> {
                    switch (agent.getValue()) {
                        case NOT_CALLED -> {}
                        case RINGING -> sink.accept(new Effect.AgentRinging(agent.getKey()));
                        case ON_CALL -> sink.accept(new Effect.AgentOnCall(agent.getKey()));
                        case FREE -> sink.accept(new Effect.ReleaseAgent(agent.getKey()));
                    }
                })
                .toList();
    }
}
