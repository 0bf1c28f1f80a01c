package io.tandem.callstate.call;

import io.tandem.contracts.CallMode;
import io.tandem.contracts.CallOutcome;
import io.tandem.contracts.CallState;
import io.tandem.contracts.FactSource;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One call: what was asked for, what we are about with it, and all that was seen of its two legs. */
public record Call(
        String callId,
        String tenant,
        String pbxId,
        long version,
        Plan plan,
        CallMode mode,
        Phase phase,
        Leg agent,
        Leg customer,
        Map<FactSource, Course> courses,
        Set<Milestone> told,
        Times times,
        @Nullable Deadline deadline,
        Control control,
        Parties parties) {

    /** {@code answeredAt}: the customer answered; {@code connectedAt}: both hear each other. */
    public record Times(
            @Nullable Instant answeredAt,
            @Nullable Instant connectedAt,
            @Nullable Instant endedAt) {
        static final Times NONE = new Times(null, null, null);
    }

    public Call {
        courses = Collections.unmodifiableMap(new java.util.TreeMap<>(courses));
        control = control == null ? Control.NONE : control; // a call that was stored before there was any
        parties = parties == null ? Parties.NONE : parties;
        told = Collections.unmodifiableSet(told.isEmpty() ? EnumSet.noneOf(Milestone.class) : EnumSet.copyOf(told));
    }

    /** A call that was asked for and of which nothing has happened. */
    public static Call requested(String callId, String tenant, String pbxId, Plan plan) {
        return new Call(
                callId,
                tenant,
                pbxId,
                0,
                plan,
                CallMode.HYBRID,
                new Phase.CallingAgent(false),
                Leg.of(callId + ".agent"),
                Leg.of(callId + ".customer"),
                Map.of(),
                Set.of(),
                Times.NONE,
                null,
                Control.NONE,
                Parties.NONE);
    }

    /**
     * A call that came in.
     *
     * @param channelId the caller's
     * @param priority in a queue, 1 (last) to 10 (first)
     */
    public static Call arrived(String callId, String tenant, String pbxId, String channelId, Plan plan, int priority) {
        var nobody = new Parties(Map.of(), true, null, null, null, null);
        return new Call(
                callId,
                tenant,
                pbxId,
                0,
                plan,
                CallMode.HYBRID,
                Phase.Served.arriving(priority),
                Leg.of(callId + ".agent"),
                Leg.of(channelId),
                Map.of(),
                Set.of(),
                Times.NONE,
                null,
                Control.NONE,
                nobody);
    }

    /** It came in; there is no first agent then. */
    public boolean inbound() {
        return plan.inbound();
    }

    public CallState state() {
        var told = reached();
        return switch (phase) {
            case Phase.CallingAgent _, Phase.Ending _ -> told;
            case Phase.Connected _ -> Group.state(this).orElse(told);
            case Phase.HandingOff _ -> later(told, CallState.HANDING_OFF);
            case Phase.CallingCustomer _ -> later(told, CallState.CUSTOMER_DIALING);
            case Phase.Screening _, Phase.LeavingMessage _ -> later(told, CallState.SCREENING);
            case Phase.Served s -> s.stay().state();
            case Phase.Ended _ -> CallState.ENDED;
        };
    }

    public boolean ended() {
        return phase instanceof Phase.Ended;
    }

    boolean ending() {
        return phase instanceof Phase.Ending;
    }

    /** Every leg there ever was: the first agent's, where there was one, the customer's, and those that were called since. */
    public List<Leg> legs() {
        return Stream.concat(
                        inbound() ? Stream.of(customer) : Stream.of(agent, customer),
                        parties.others().values().stream().map(Party::leg))
                .toList();
    }

    /** The agent who has the call, or had it last; null where nobody had. */
    public @Nullable String agentId() {
        var last = parties.agentId();
        return last == null ? plan.agentId() : last;
    }

    /** What the call means to each agent who ever had to do with it. */
    public Map<String, Group.Part> agents() {
        return Group.parts(this);
    }

    /** Where the call waits for an agent, offered to one or not; see {@link Stay.InQueue}. */
    public Optional<String> queueId() {
        return Serving.queueOf(this).map(Stay.InQueue::queueId);
    }

    /** As {@link #queueId}, while no phone rings for it. */
    public Optional<String> waitingIn() {
        return parties.underWay().isPresent() ? Optional.empty() : queueId();
    }

    public Optional<Instant> queuedSince() {
        return Serving.queueOf(this).map(Stay.InQueue::since);
    }

    /** The agent whose phone rings for a caller who waits. */
    public Optional<String> offeredTo() {
        return parties.underWay()
                .filter(h -> h.kind() == Handover.Kind.OFFER)
                .flatMap(h -> Group.who(this, h.channelId()))
                .map(Target::agentId);
    }

    /** Agents who missed or rejected the call, and when they last did. */
    public Map<String, Instant> missed() {
        return phase instanceof Phase.Served s ? s.missed() : Map.of();
    }

    /** 1 (last) to 10 (first), while nobody talks with the caller. */
    public int priority() {
        return phase instanceof Phase.Served s ? s.priority() : 1;
    }

    public boolean isServed() {
        return phase instanceof Phase.Served;
    }

    public boolean talks() {
        return phase instanceof Phase.Connected;
    }

    /** The caller hung up before anybody took the call. */
    public boolean abandoned() {
        boolean isLeaving =
                phase instanceof Phase.Ending(var verdict, var _) && verdict == null && customer.gone() && !together();
        return isLeaving || (phase instanceof Phase.Ended e && e.outcome() == CallOutcome.ABANDONED);
    }

    Optional<Leg> leg(String channelId) {
        return legs().stream().filter(leg -> leg.channelId().equals(channelId)).findFirst();
    }

    boolean together() {
        return courses.values().stream().anyMatch(Course::together);
    }

    private CallState reached() {
        return told.stream().max(Milestone::compareTo).map(Milestone::state).orElse(CallState.REQUESTED);
    }

    private static CallState later(CallState a, CallState b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    Call at(long newVersion) {
        return new Call(
                callId,
                tenant,
                pbxId,
                newVersion,
                plan,
                mode,
                phase,
                agent,
                customer,
                courses,
                told,
                times,
                deadline,
                control,
                parties);
    }

    Call in(CallMode newMode) {
        return new Call(
                callId, tenant, pbxId, version, plan, newMode, phase, agent, customer, courses, told, times, deadline,
                control, parties);
    }

    Call in(Phase newPhase) {
        return new Call(
                callId, tenant, pbxId, version, plan, mode, newPhase, agent, customer, courses, told, times, deadline,
                control, parties);
    }

    Call with(Parties newParties) {
        return new Call(
                callId,
                tenant,
                pbxId,
                version,
                plan,
                mode,
                phase,
                agent,
                customer,
                courses,
                told,
                times,
                deadline,
                control,
                newParties);
    }

    /** Takes the place of what was known of that leg. */
    Call with(Leg leg) {
        var id = leg.channelId();
        if (id.equals(agent.channelId())) {
            return withAgent(leg);
        }
        return id.equals(customer.channelId()) ? withCustomer(leg) : with(parties.with(id, party -> party.with(leg)));
    }

    Call withAgent(Leg leg) {
        return new Call(
                callId, tenant, pbxId, version, plan, mode, phase, leg, customer, courses, told, times, deadline,
                control, parties);
    }

    Call withCustomer(Leg leg) {
        return new Call(
                callId, tenant, pbxId, version, plan, mode, phase, agent, leg, courses, told, times, deadline, control,
                parties);
    }

    Call with(FactSource source, Course course) {
        var all = new EnumMap<FactSource, Course>(FactSource.class);
        all.putAll(courses);
        all.put(source, course);
        return new Call(
                callId, tenant, pbxId, version, plan, mode, phase, agent, customer, all, told, times, deadline, control,
                parties);
    }

    Call having(Milestone milestone) {
        var all = EnumSet.of(milestone);
        all.addAll(told);
        return new Call(
                callId, tenant, pbxId, version, plan, mode, phase, agent, customer, courses, all, times, deadline,
                control, parties);
    }

    Call with(Times newTimes) {
        return new Call(
                callId, tenant, pbxId, version, plan, mode, phase, agent, customer, courses, told, newTimes, deadline,
                control, parties);
    }

    Call until(@Nullable Deadline newDeadline) {
        return new Call(
                callId,
                tenant,
                pbxId,
                version,
                plan,
                mode,
                phase,
                agent,
                customer,
                courses,
                told,
                times,
                newDeadline,
                control,
                parties);
    }

    Call with(Control newControl) {
        return new Call(
                callId,
                tenant,
                pbxId,
                version,
                plan,
                mode,
                phase,
                agent,
                customer,
                courses,
                told,
                times,
                deadline,
                newControl,
                parties);
    }
}
