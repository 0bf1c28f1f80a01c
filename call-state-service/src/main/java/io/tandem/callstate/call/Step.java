package io.tandem.callstate.call;

import io.tandem.contracts.AriCommand;
import io.tandem.contracts.CallEvent;
import io.tandem.contracts.CallMode;
import io.tandem.contracts.CallOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** One transition in the making: the call as it is so far, and the effects in the order in which they were decided. */
final class Step {

    private final Call before;
    private final Instant now;
    private final List<Effect> effects = new ArrayList<>();
    private int events;
    final Links links;
    final Limits limits;
    final Directions directions;
    Call call;

    Step(Call call, Input input, Limits limits, Directions directions) {
        this.before = call;
        this.call = call;
        this.now = input.now();
        this.links = input.links();
        this.limits = limits;
        this.directions = directions;
    }

    Transition ignored(String why) {
        return new Transition.Ignored(before, why);
    }

    void follow(Effect effect) {
        effects.add(effect);
    }

    Transition moved() {
        call = call.at(before.version() + Math.max(1, events));
        var all = new ArrayList<>(effects);
        var left = Group.agents(before);
        left.removeAll(Group.agents(call));
        left.forEach(agentId -> all.add(new Effect.ReleaseAgent(agentId)));
        if (before.deadline() != null && !before.deadline().equals(call.deadline())) {
            all.add(new Effect.DisarmDeadline(before.deadline()));
        }
        if (call.deadline() != null && !call.deadline().equals(before.deadline())) {
            all.add(new Effect.ArmDeadline(call.deadline()));
        }
        return new Transition.Moved(call, all);
    }

    // What is told

    void tell(Milestone milestone) {
        for (var m : milestone.untold(call)) {
            call = call.having(m);
            switch (m) {
                case CUSTOMER_ANSWERED ->
                    call = call.with(new Call.Times(
                            orNow(call.customer().moments().answeredAt()),
                            call.times().connectedAt(),
                            null));
                case CONNECTED ->
                    call = call.with(new Call.Times(
                            answeredAt(), orNow(lastToCome().moments().joinedAt()), null));
                case AGENT_RINGING ->
                    effects.add(new Effect.AgentRinging(
                            Objects.requireNonNull(call.plan().agentId())));
                case AGENT_ANSWERED ->
                    effects.add(new Effect.AgentOnCall(
                            Objects.requireNonNull(call.plan().agentId())));
                case REQUESTED,
                        AGENT_DIALING,
                        AGENT_IN_CONFERENCE,
                        HANDED_OFF,
                        CUSTOMER_DIALING,
                        CUSTOMER_RINGING,
                        SCREENED -> {}
            }
            effects.add(new Effect.PublishEvent(Events.of(m, call, nextEvent(), now)));
        }
    }

    private Leg lastToCome() {
        return call.plan().customerFirst() ? call.agent() : call.customer();
    }

    /** Of a call that came in: when the PBX answered the caller. */
    private @Nullable Instant answeredAt() {
        return call.inbound()
                ? orNow(call.customer().moments().answeredAt())
                : call.times().answeredAt();
    }

    void tellWhatIsSeen() {
        if (call.inbound()) {
            return;
        }
        var agent = call.agent();
        var customer = call.customer();
        if (agent.seen()) {
            tell(Milestone.AGENT_DIALING);
        }
        if (agent.showed(Sign.RINGING)) {
            tell(Milestone.AGENT_RINGING);
        }
        if (agent.up()) {
            tell(Milestone.AGENT_ANSWERED);
        }
        if (agent.showed(Sign.IN_ROOM)) {
            tell(Milestone.AGENT_IN_CONFERENCE);
        }
        if (agent.showed(Sign.IN_BRIDGE)) {
            tell(Milestone.HANDED_OFF);
        }
        if (customer.seen()) {
            tell(Milestone.CUSTOMER_DIALING);
        }
        if (customer.showed(Sign.RINGING)) {
            tell(Milestone.CUSTOMER_RINGING);
        }
        if (customer.up()) {
            tell(Milestone.CUSTOMER_ANSWERED);
        }
        if (customer.screened() != null) {
            tell(Milestone.SCREENED);
        }
    }

    void requireReservation(@Nullable String agentId, long fence) {
        if (fence > 0 && agentId != null) {
            effects.add(new Effect.RequireReservation(agentId, fence));
        }
    }

    void degrade(CallMode mode, String reason) {
        call = call.in(mode);
        effects.add(new Effect.PublishEvent(Events.degraded(call, nextEvent(), now, reason)));
    }

    void publish(LongFunction<CallEvent> event) {
        effects.add(new Effect.PublishEvent(event.apply(nextEvent())));
    }

    void send(AriCommand command) {
        effects.add(new Effect.SendAri(command));
    }

    void request(String recordingId) {
        effects.add(new Effect.RequestRecording(recordingId));
    }

    void refuse(String recordingId, String reason) {
        effects.add(new Effect.RefuseRecording(recordingId, reason));
    }

    Instant now() {
        return now;
    }

    /** Rises from one command of a call to the next. */
    long order() {
        return before.version() + 1;
    }

    /** A PBX's clock may differ from ours; no call is answered before it was asked for. */
    private Instant orNow(@Nullable Instant said) {
        return said == null ? now : later(said, call.plan().requestedAt());
    }

    /** When its last leg went, where that was told of each leg that was there; else now. Never before the talk began. */
    private Instant endOf(Call ending) {
        var seen = ending.legs().stream()
                .filter(leg -> leg.seen() || leg.is(ending.agent()))
                .toList();
        var last = seen.stream()
                .map(leg -> leg.moments().goneAt())
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder());
        boolean known = seen.stream().allMatch(leg -> leg.moments().goneAt() != null);
        return known && last.isPresent()
                ? later(orNow(last.get()), ending.times().connectedAt())
                : now;
    }

    private static Instant later(Instant a, @Nullable Instant b) {
        return b == null || a.isAfter(b) ? a : b;
    }

    private long nextEvent() {
        return before.version() + ++events;
    }

    // What is commanded

    String command(String name) {
        return call.callId() + ":" + (before.version() + 1) + ":" + name;
    }

    Instant expiry() {
        return now.plus(limits.commandLife());
    }

    // What is waited for

    void arm(Deadline.Name name, Duration after) {
        call = call.until(new Deadline(name, now.plus(after), before.version() + 1));
    }

    /** Arms it unless it runs already: evidence that comes twice does not prolong a wait. */
    void waitFor(Deadline.Name name, Duration after) {
        if (call.deadline() == null || call.deadline().name() != name) {
            arm(name, after);
        }
    }

    /** Both were asked back into the room and are on their way. */
    boolean joining() {
        return call.mode() == CallMode.AMI_ONLY && call.agent().showed(Sign.IN_BRIDGE);
    }

    void connect() {
        ScreeningSteps.tellIfSkipped(this);
        tell(Milestone.CONNECTED);
        call = call.in(new Phase.Connected()).until(null);
        RecordingSteps.fromAnswer(this);
    }

    // How it ends

    /** A time limit passed and there is no other way to go on: hang up what there is. */
    void giveUp(CallOutcome verdict) {
        finish(verdict, "no answer from the PBX in time");
        HangUps.everywhere(this);
    }

    void finish(@Nullable CallOutcome verdict, @Nullable String why) {
        call = call.in(new Phase.Ending(verdict, why));
        if (call.mode() == CallMode.AMI_ONLY && verdict == null && links.ami()) {
            HangUps.legsByAmi(this);
        }
        arm(Deadline.Name.ENDING, limits.ending());
    }

    void concludeIfOver() {
        if (!call.legs().stream().allMatch(Leg::over)) {
            return;
        }
        if (Verdict.of(call).certain() && !amiIsBehind() && !ariIsBehind()) {
            conclude();
        } else {
            waitFor(Deadline.Name.SETTLE, limits.settle());
        }
    }

    /** AMI alone tells how the parties could be heard, right before a channel's end: a call that talked is worth that moment. */
    private boolean amiIsBehind() {
        return links.ami() && call.together() && call.legs().stream().anyMatch(Leg::amiIsBehind);
    }

    /** ARI alone knows whether a machine's message was played to its end; AMI may tell the hang-up before that. */
    private boolean ariIsBehind() {
        return links.ari() && ScreeningSteps.isMessageUntold(call);
    }

    void conclude() {
        var verdict = Verdict.of(call);
        end(verdict.outcome(), verdict.cause());
    }

    void end(CallOutcome outcome, @Nullable String cause) {
        if (outcome == CallOutcome.ANSWERED) {
            ScreeningSteps.tellIfSkipped(this);
            tell(Milestone.CONNECTED);
        }
        RecordingSteps.end(this);
        MediaSteps.end(this);
        Quality.of(call)
                .ifPresent(quality ->
                        effects.add(new Effect.PublishEvent(Events.quality(call, nextEvent(), now, quality))));
        call = call.in(new Phase.Ended(outcome, cause))
                .with(new Call.Times(call.times().answeredAt(), call.times().connectedAt(), endOf(call)));
        effects.add(new Effect.PublishEvent(Events.ended(call, nextEvent(), now)));
        Group.agents(call).forEach(agentId -> effects.add(new Effect.ReleaseAgent(agentId)));
        arm(Deadline.Name.ARCHIVE, limits.archive());
    }
}
