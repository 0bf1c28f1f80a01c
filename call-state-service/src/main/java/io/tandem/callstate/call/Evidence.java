package io.tandem.callstate.call;

import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import java.util.List;
import java.util.Set;

/** Merges what was seen of a call's channels into the call. Merging commutes; what follows from it is decided afterwards. Pure. */
final class Evidence {

    /** What a fact brought. */
    sealed interface Said {
        record Nothing(String why) implements Said {}

        record Something() implements Said {}

        /** Of a call that has ended; nothing but hanging up may follow from it. */
        record AfterTheEnd() implements Said {}
    }

    private static final Said SOMETHING = new Said.Something();

    static Said seen(Step step, PbxFact.ChannelFact fact) {
        var call = step.call;
        var known = call.leg(fact.channelId());
        if (known.isEmpty()) {
            return new Said.Nothing("not a channel of this call: " + fact.channelId());
        }
        var before = known.get();
        var after = before.with(fact);
        if (call.ended()) {
            return afterTheEnd(step, before, after, fact);
        }
        if (after.equals(before)) {
            return new Said.Nothing("seen already");
        }
        step.call = merged(call, fact);
        if (call.ending() && cameToLife(before, after)) {
            HangUps.all(step); // it came to life after it was told to die
        }
        return SOMETHING;
    }

    /** A leg that was given up without seeing it go, and that turns out to live, is hung up; all else is history. */
    private static Said afterTheEnd(Step step, Leg before, Leg after, PbxFact.ChannelFact fact) {
        boolean known = before.shown().getOrDefault(fact.source(), Set.of()).contains(Sign.of(fact));
        if (known || before.gone() || after.gone()) {
            return new Said.Nothing("the call has ended");
        }
        step.call = step.call.with(after);
        HangUps.everywhere(step);
        return new Said.AfterTheEnd();
    }

    /** A channel that the PBX no longer has is gone, unless it came after the PBX was asked. */
    static Said missing(Step step, PbxFact.ChannelMissing fact) {
        boolean isMissed = step.call
                .leg(fact.channelId())
                .filter(leg -> leg.live() && wasSeenBefore(leg, fact))
                .isPresent();
        return isMissed
                ? seen(
                        step,
                        new PbxFact.ChannelHungUp(
                                fact.callId(),
                                fact.pbxId(),
                                fact.source(),
                                fact.at(),
                                fact.channelId(),
                                0,
                                "not in the PBX's snapshot",
                                null,
                                true))
                : new Said.Nothing("not missed: " + fact.channelId());
    }

    private static boolean wasSeenBefore(Leg leg, PbxFact.ChannelMissing fact) {
        var first = leg.firstSeenAt();
        return first != null && first.isBefore(fact.begunAt());
    }

    static Said screened(Step step, PbxFact.ScreeningFact fact) {
        var call = step.call;
        if (call.ended()) {
            return new Said.Nothing("the call has ended");
        }
        if (fact.channelId().equals(call.customer().channelId())) {
            step.call = call.withCustomer(call.customer().with(fact));
        }
        return step.call.equals(call) ? new Said.Nothing("told already, or not of the customer") : SOMETHING;
    }

    static Said measured(Step step, PbxFact.LegQuality fact) {
        var call = step.call;
        if (call.ended()) {
            return new Said.Nothing("the call has ended");
        }
        call.leg(fact.channelId()).ifPresent(leg -> step.call = call.with(leg.measured(fact.quality())));
        return step.call.equals(call) ? new Said.Nothing("measured already, or not a leg") : SOMETHING;
    }

    /** All of it is merged before anything is decided: a leg that the log knows to be gone is not commanded any more. */
    static Said recorded(Step step, PbxFact.LedgerRead read) {
        var call = step.call;
        if (call.ended()) {
            return new Said.Nothing("the call has ended");
        }
        for (var fact : Recorded.facts(call, read)) {
            step.call = merged(step.call, fact);
        }
        if (step.call.equals(call)) {
            return new Said.Nothing("seen already");
        }
        if (call.ending() && anyCameToLife(call.legs(), step.call.legs())) {
            HangUps.all(step);
        }
        return SOMETHING;
    }

    private static Call merged(Call call, PbxFact.ChannelFact fact) {
        var before = call.leg(fact.channelId()).orElseThrow();
        var sign = Sign.of(fact);
        var merged = call.with(before.with(fact));
        boolean isAgents = before.is(call.agent());
        if (fact.source() == FactSource.TANDEM
                || !(isAgents || before.is(call.customer()))
                || before.shown().getOrDefault(fact.source(), Set.of()).contains(sign)) {
            return merged;
        }
        var course = call.courses().getOrDefault(fact.source(), Course.NOTHING);
        return merged.with(fact.source(), course(course, call, fact.source(), sign, isAgents));
    }

    /** Who comes second makes it a talk. */
    private static Course course(Course course, Call call, FactSource source, Sign sign, boolean isAgents) {
        boolean customerFirst = call.plan().customerFirst();
        if (isAgents) {
            return customerFirst
                    ? course.agentCame(source, sign, call.customer())
                    : course.agentShowed(sign, isAway(call, source));
        }
        return customerFirst ? course : course.customerShowed(source, sign, call.agent());
    }

    /** One who is screened leaves the application to be listened to, and is still there. */
    private static boolean isAway(Call call, FactSource source) {
        return call.customer().showedAny(source, call.plan().screening() == null ? Sign.AWAY : Sign.AWAY_FOR_GOOD);
    }

    private static boolean anyCameToLife(List<Leg> before, List<Leg> after) {
        for (int i = 0; i < before.size(); i++) {
            if (cameToLife(before.get(i), after.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean cameToLife(Leg before, Leg after) {
        return !before.seen() && after.live();
    }

    private Evidence() {}
}
