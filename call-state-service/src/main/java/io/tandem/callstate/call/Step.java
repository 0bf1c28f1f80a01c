package io.tandem.callstate.call;

import io.tandem.contracts.AmiCommand;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.CallEvent;
import io.tandem.contracts.CallMode;
import io.tandem.contracts.CallOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** One transition in the making: the call as it is so far, and the effects in the order in which they were decided. */
final class Step {

    static final String HAND_OFF = ":hand-off";
    private static final int NORMAL_CLEARING = 16;

    private final Call before;
    private final Instant now;
    private final List<Effect> effects = new ArrayList<>();
    private int events;
    final Links links;
    final Limits limits;
    Call call;

    Step(Call call, Input input, Limits limits) {
        this.before = call;
        this.call = call;
        this.now = input.now();
        this.links = input.links();
        this.limits = limits;
    }

    Transition ignored(String why) {
        return new Transition.Ignored(before, why);
    }

    Transition moved() {
        call = call.at(before.version() + Math.max(1, events));
        if (before.deadline() != null && !before.deadline().equals(call.deadline())) {
            effects.add(new Effect.DisarmDeadline(before.deadline()));
        }
        if (call.deadline() != null && !call.deadline().equals(before.deadline())) {
            effects.add(new Effect.ArmDeadline(call.deadline()));
        }
        return new Transition.Moved(call, effects);
    }

    // What is told

    void tell(Milestone milestone) {
        for (var m : milestone.untold(call.mode(), call.told())) {
            call = call.having(m);
            switch (m) {
                case CUSTOMER_ANSWERED ->
                    call = call.with(new Call.Times(
                            orNow(call.customer().moments().answeredAt()),
                            call.times().connectedAt(),
                            null));
                case CONNECTED ->
                    call = call.with(new Call.Times(
                            call.times().answeredAt(),
                            orNow(call.customer().moments().joinedAt()),
                            null));
                case AGENT_RINGING ->
                    effects.add(new Effect.AgentRinging(call.plan().agentId()));
                case AGENT_ANSWERED ->
                    effects.add(new Effect.AgentOnCall(call.plan().agentId()));
                case REQUESTED, AGENT_DIALING, AGENT_IN_CONFERENCE, HANDED_OFF, CUSTOMER_DIALING, CUSTOMER_RINGING -> {}
            }
            effects.add(new Effect.PublishEvent(Events.of(m, call, nextEvent(), now)));
        }
    }

    void tellWhatIsSeen() {
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
    }

    void requireReservation(long fence) {
        if (fence > 0) {
            effects.add(new Effect.RequireReservation(call.plan().agentId(), fence));
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
        var agent = ending.agent().moments().goneAt();
        var customer = ending.customer().moments().goneAt();
        boolean known = agent != null && (customer != null || !ending.customer().seen());
        return known ? later(later(orNow(agent), customer), ending.times().connectedAt()) : now;
    }

    private static Instant later(Instant a, @Nullable Instant b) {
        return b == null || a.isAfter(b) ? a : b;
    }

    private long nextEvent() {
        return before.version() + ++events;
    }

    // What is commanded

    void dialAgentByAmi() {
        var id = command("agent-ami");
        effects.add(new Effect.SendAmi(new AmiCommand.OriginateToConference(
                id,
                call.callId(),
                call.pbxId(),
                expiry(),
                call.agent().channelId(),
                call.plan().agentEndpoint(),
                call.plan().callerId(),
                call.plan().agentRing())));
        call = call.withAgent(call.agent().dialledBy(id)).in(new Phase.CallingAgent());
        arm(Deadline.Name.AGENT_SIGN, limits.agentSign());
    }

    void dialAgentByAri() {
        var id = command("agent-ari");
        effects.add(new Effect.SendAri(new AriCommand.OriginateAgent(
                id,
                call.callId(),
                call.pbxId(),
                expiry(),
                call.agent().channelId(),
                call.plan().agentEndpoint(),
                call.plan().callerId(),
                call.plan().agentRing())));
        call = call.withAgent(call.agent().dialledBy(id)).in(new Phase.CallingAgent());
        arm(Deadline.Name.AGENT_SIGN, limits.agentSign());
    }

    void handOff() {
        effects.add(new Effect.SendAmi(new AmiCommand.HandOff(
                command("hand-off"),
                call.callId(),
                call.pbxId(),
                expiry(),
                call.agent().channelId(),
                java.util.Objects.requireNonNull(links.application()),
                "agent")));
        call = call.in(new Phase.HandingOff());
        arm(Deadline.Name.HAND_OFF, limits.handOff());
    }

    /** The agent is in the bridge, or the customer was dialled already and the facts of that overtook the rest. */
    void customerByAri() {
        if (!call.customer().expected()) {
            var id = command("customer-ari");
            effects.add(new Effect.SendAri(new AriCommand.DialCustomer(
                    id,
                    call.callId(),
                    call.pbxId(),
                    expiry(),
                    call.customer().channelId(),
                    call.plan().customerEndpoint(),
                    call.plan().callerId(),
                    call.plan().customerRing())));
            call = call.withCustomer(call.customer().dialledBy(id));
        }
        call = call.in(new Phase.CallingCustomer());
        arm(Deadline.Name.CUSTOMER_SIGN, limits.customerSign());
    }

    /** From here on the call is AMI's alone. The customer is dialled into the room unless they were seen already. */
    void customerByAmi(String reason) {
        if (call.mode() != CallMode.AMI_ONLY) {
            degrade(CallMode.AMI_ONLY, reason);
        }
        if (!call.customer().seen()) {
            var id = command("customer-ami");
            effects.add(new Effect.SendAmi(new AmiCommand.OriginateToConference(
                    id,
                    call.callId(),
                    call.pbxId(),
                    expiry(),
                    call.customer().channelId(),
                    call.plan().customerEndpoint(),
                    call.plan().callerId(),
                    call.plan().customerRing())));
            call = call.withCustomer(call.customer().dialledBy(id));
        }
        call = call.in(new Phase.CallingCustomer());
        arm(Deadline.Name.CUSTOMER_SIGN, limits.customerSign());
    }

    void returnToRoom(Leg leg, String name) {
        effects.add(new Effect.SendAmi(new AmiCommand.ReturnToConference(
                command("return-" + name), call.callId(), call.pbxId(), expiry(), leg.channelId())));
    }

    /** By the interface that has the leg; at the time limit {@link #hangUpEverywhere} asks both. */
    void hangUpAll() {
        boolean ariHasIt = call.mode() == CallMode.ARI_ONLY
                || call.agent().showed(Sign.IN_BRIDGE)
                || call.agent().showed(Sign.CONTROLLED);
        if (call.mode() != CallMode.AMI_ONLY && ariHasIt && links.ari()) {
            endByAri();
        } else if (links.ami()) {
            hangUpByAmi(call.agent(), "agent");
            hangUpByAmi(call.customer(), "customer");
        } else if (links.ari()) {
            endByAri();
        }
    }

    void hangUpEverywhere() {
        if (links.ari()) {
            endByAri();
        }
        if (links.ami()) {
            hangUpByAmi(call.agent(), "agent");
            hangUpByAmi(call.customer(), "customer");
        }
    }

    private void endByAri() {
        effects.add(new Effect.SendAri(
                new AriCommand.EndCall(command("end"), call.callId(), call.pbxId(), expiry(), NORMAL_CLEARING)));
    }

    private void hangUpByAmi(Leg leg, String name) {
        if (!leg.over()) {
            effects.add(new Effect.SendAmi(new AmiCommand.HangUp(
                    command("hang-up-" + name),
                    call.callId(),
                    call.pbxId(),
                    expiry(),
                    leg.channelId(),
                    NORMAL_CLEARING)));
        }
    }

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
        tell(Milestone.CONNECTED);
        call = call.in(new Phase.Connected()).until(null);
    }

    // How it ends

    /** A time limit passed and there is no other way to go on: hang up what there is. */
    void giveUp(CallOutcome verdict) {
        finish(verdict, "no answer from the PBX in time");
        hangUpEverywhere();
    }

    void finish(@Nullable CallOutcome verdict, @Nullable String why) {
        call = call.in(new Phase.Ending(verdict, why));
        if (call.mode() == CallMode.AMI_ONLY && verdict == null && links.ami()) {
            hangUpByAmi(call.agent(), "agent");
            hangUpByAmi(call.customer(), "customer");
        }
        arm(Deadline.Name.ENDING, limits.ending());
    }

    void concludeIfOver() {
        if (!call.agent().over() || !call.customer().over()) {
            return;
        }
        if (Verdict.of(call).certain() && !amiIsBehind()) {
            conclude();
        } else {
            waitFor(Deadline.Name.SETTLE, limits.settle());
        }
    }

    /** AMI alone tells how the parties could be heard, right before a channel's end: a call that talked is worth that moment. */
    private boolean amiIsBehind() {
        return links.ami()
                && call.together()
                && (call.agent().amiIsBehind() || call.customer().amiIsBehind());
    }

    void conclude() {
        var verdict = Verdict.of(call);
        end(verdict.outcome(), verdict.cause());
    }

    void end(CallOutcome outcome, @Nullable String cause) {
        if (outcome == CallOutcome.ANSWERED) {
            tell(Milestone.CONNECTED);
        }
        Quality.of(call)
                .ifPresent(quality ->
                        effects.add(new Effect.PublishEvent(Events.quality(call, nextEvent(), now, quality))));
        call = call.in(new Phase.Ended(outcome, cause))
                .with(new Call.Times(call.times().answeredAt(), call.times().connectedAt(), endOf(call)));
        effects.add(new Effect.PublishEvent(Events.ended(call, nextEvent(), now)));
        effects.add(new Effect.ReleaseAgent(call.plan().agentId()));
        arm(Deadline.Name.ARCHIVE, limits.archive());
    }
}
