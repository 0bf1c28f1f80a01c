package io.tandem.callstate.call;

import io.tandem.contracts.AmiCommand;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.CallEvent;
import io.tandem.contracts.DeskEndpoint;
import io.tandem.contracts.PbxFact;
import io.tandem.contracts.Screening;
import io.tandem.testkit.call.Facts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call carried through the machine as the shell would, with a clock that only moves when it is told to. */
final class Rehearsal {

    static final Limits LIMITS = new Limits(
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            Duration.ofSeconds(5),
            Duration.ofMillis(2500),
            Duration.ofMillis(2500),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            Duration.ofMillis(500),
            Duration.ofSeconds(30),
            Duration.ofMinutes(15),
            Duration.ofSeconds(12),
            Duration.ofMinutes(3));

    static final Links BOTH = new Links(true, "tandem-0-1");
    static final Links ONLY_AMI = new Links(true, null);
    static final Links ONLY_ARI = new Links(false, "tandem-0-1");
    static final Links NEITHER = new Links(false, null);

    private final CallMachine machine;
    private final List<Effect> effects = new ArrayList<>();
    private Instant now = Facts.NOON;
    private Links links;
    private Call call;
    private Transition last = new Transition.Ignored(Call.requested("", "", "", plan()), "nothing yet");

    private Rehearsal(Call call, Links links, Directions directions) {
        this.links = links;
        this.call = call;
        this.machine = new CallMachine(LIMITS, directions);
    }

    /** A call that came in; nothing happened yet. */
    static Rehearsal arriving(Call call, Directions directions) {
        return new Rehearsal(call, BOTH, directions);
    }

    Rehearsal takes(Input input) {
        input(input);
        return this;
    }

    Instant now() {
        return now;
    }

    Links links() {
        return links;
    }

    static Rehearsal begun(String callId, Links links) {
        return begun(callId, links, plan());
    }

    /** One that is to be recorded from its answer on. */
    static Rehearsal begunToBeRecorded(String callId, Links links) {
        return begun(callId, links, plan(true));
    }

    static Rehearsal begunToBeRecordedInsideOnly(String callId, Links links) {
        return begun(callId, links, plan(true, null, true));
    }

    static Rehearsal begunToBeScreened(String callId, Links links, Screening screening) {
        return begun(callId, links, plan(false, screening));
    }

    /** {@code campaignId}: of a call that a campaign asked for. */
    static Rehearsal begunForAWaitingAgent(
            String callId, Links links, @Nullable String campaignId, @Nullable Screening screening) {
        var plan = plan(false, screening);
        var wanted = new Plan(
                plan.agentId(),
                DeskEndpoint.of("01K0000000000000000000DESK"),
                plan.to(),
                plan.customerEndpoint(),
                null,
                plan.trunkId(),
                campaignId,
                null,
                plan.agentRing(),
                plan.customerRing(),
                plan.requestedAt(),
                Map.of(),
                false,
                screening,
                false);
        return begun(callId, links, wanted);
    }

    private static Rehearsal begun(String callId, Links links, Plan plan) {
        var rehearsal = new Rehearsal(Call.requested(callId, "acme", Facts.PBX, plan), links, new KnownDirections());
        rehearsal.input(new Input.Begin(rehearsal.now, links));
        return rehearsal;
    }

    /** A hybrid call whose parties talk; AMI and ARI both saw it come about. */
    static Rehearsal connected(String callId) {
        var agent = Facts.of(callId).ami().agent();
        var customer = Facts.of(callId).ami().customer();
        return begun(callId, BOTH)
                .sees(
                        agent.created(),
                        agent.answered(),
                        agent.joinedTheRoom(),
                        agent.ari().controlled("tandem-0-1"),
                        agent.ari().enteredTheBridge(),
                        customer.created(),
                        customer.answered(),
                        customer.ari().enteredTheBridge());
    }

    static Plan plan() {
        return plan(false);
    }

    private static Plan plan(boolean record) {
        return plan(record, null);
    }

    private static Plan plan(boolean record, @Nullable Screening screening) {
        return plan(record, screening, false);
    }

    private static Plan plan(boolean record, @Nullable Screening screening, boolean insideOnly) {
        return new Plan(
                "agent-1",
                "PJSIP/1001@phones",
                "+442079460000",
                "PJSIP/+442079460000@carrier",
                null,
                "carrier",
                null,
                null,
                Duration.ofSeconds(20),
                Duration.ofSeconds(45),
                Facts.NOON,
                Map.of(),
                record,
                screening,
                insideOnly);
    }

    Rehearsal sees(PbxFact.CallFact... facts) {
        for (var fact : facts) {
            input(new Input.Seen(fact, now, links));
        }
        return this;
    }

    Rehearsal isAskedToHangUp() {
        input(new Input.HangUpRequested("test", now, links));
        return this;
    }

    Rehearsal isAsked(Ask ask) {
        input(new Input.ControlAsked(ask, now, links));
        return this;
    }

    /** Time passes, and nothing happens. */
    Rehearsal after(Duration time) {
        now = now.plus(time);
        return this;
    }

    String refusal() {
        return last instanceof Transition.Ignored ignored ? ignored.why() : "";
    }

    Rehearsal with(Links other) {
        links = other;
        return this;
    }

    /** The time limit that the call has passes. */
    Rehearsal waits() {
        var deadline = java.util.Objects.requireNonNull(call.deadline(), "the call waits for nothing");
        now = deadline.due();
        return sees(Facts.of(call.callId()).passed(deadline.name().name(), deadline.armed()));
    }

    Rehearsal waitsUntilTheEnd() {
        for (int i = 0; i < 10 && !call.ended(); i++) {
            waits();
        }
        return this;
    }

    private void input(Input input) {
        last = machine.on(call, input);
        switch (last) {
            case Transition.Moved m -> {
                if (m.call().version() <= call.version()) {
                    throw new AssertionError("version did not rise: " + m.call().version());
                }
                if (m.call().customer().seen() && m.effects().stream().anyMatch(Rehearsal::dialsTheCustomer)) {
                    throw new AssertionError("dials a customer who was seen already: " + input);
                }
                call = m.call();
                effects.addAll(m.effects());
            }
            case Transition.Ignored _ -> {}
        }
    }

    private static boolean dialsTheCustomer(Effect effect) {
        return switch (effect) {
            case Effect.SendAri(AriCommand command) -> command instanceof AriCommand.DialCustomer;
            case Effect.SendAmi(AmiCommand command) ->
                command instanceof AmiCommand.OriginateToConference o
                        && o.channelId().endsWith(".customer");
            case Effect.RequireReservation _,
                    Effect.MissOffer _,
                    Effect.KeepPlace _,
                    Effect.PublishEvent _,
                    Effect.ArmDeadline _,
                    Effect.DisarmDeadline _,
                    Effect.ReserveAgent _,
                    Effect.AgentRinging _,
                    Effect.AgentOnCall _,
                    Effect.ReleaseAgent _,
                    Effect.RequestRecording _,
                    Effect.RefuseRecording _ -> false;
        };
    }

    Call call() {
        return call;
    }

    Transition last() {
        return last;
    }

    List<Effect> effects() {
        return List.copyOf(effects);
    }

    List<CallEvent> events() {
        return effects.stream()
                .filter(Effect.PublishEvent.class::isInstance)
                .map(e -> ((Effect.PublishEvent) e).event())
                .toList();
    }

    List<String> told() {
        return events().stream().map(e -> e.getClass().getSimpleName()).toList();
    }

    List<Object> commands() {
        return effects.stream()
                .<Object>mapMulti((effect, sink) -> {
                    switch (effect) {
                        case Effect.SendAmi s -> sink.accept(s.command());
                        case Effect.SendAri s -> sink.accept(s.command());
                        case Effect.RequireReservation _,
                                Effect.MissOffer _,
                                Effect.KeepPlace _,
                                Effect.PublishEvent _,
                                Effect.ArmDeadline _,
                                Effect.DisarmDeadline _,
                                Effect.ReserveAgent _,
                                Effect.AgentRinging _,
                                Effect.AgentOnCall _,
                                Effect.ReleaseAgent _,
                                Effect.RequestRecording _,
                                Effect.RefuseRecording _ -> {}
                    }
                })
                .toList();
    }

    List<String> commandNames() {
        return commands().stream().map(c -> c.getClass().getSimpleName()).toList();
    }

    long releases() {
        return effects.stream().filter(Effect.ReleaseAgent.class::isInstance).count();
    }
}
