package io.tandem.callstate.call;

import io.tandem.contracts.AriCommand;
import io.tandem.contracts.CallEvent;
import io.tandem.contracts.CallOutcome;
import io.tandem.contracts.DirectoryEntry;
import io.tandem.contracts.PbxFact;
import io.tandem.contracts.RouteTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The part of {@link CallMachine} that serves a caller who talks with nobody: where they are sent, what they hear there, and for how
 * long. {@link Offering} gets them an agent. See docs/inbound.md. Pure.
 */
final class Serving {

    static final int REJECTED = 21;

    /** Menus and queues that lead to each other in a ring end somewhere. */
    static final int MOST_SENT = 20;

    private static final int USUAL_PRIORITY = 5;
    private static final Duration LONGEST_PROMPTS = Duration.ofMinutes(1);
    private static final int MOST_DIGITS = 6;

    static boolean serves(Call call) {
        return call.phase() instanceof Phase.Served;
    }

    static Phase.Served served(Step step) {
        return (Phase.Served) step.call.phase();
    }

    static Optional<Stay.InQueue> queueOf(Call call) {
        return call.phase() instanceof Phase.Served s && s.stay() instanceof Stay.InQueue q
                ? Optional.of(q)
                : Optional.empty();
    }

    static Transition arrive(Step step, Input.Arrived arrived) {
        if (step.call.version() > 0) {
            return step.ignored("known already");
        }
        var fact = arrived.fact();
        step.call = step.call.with(step.call
                .customer()
                .with(new PbxFact.ChannelCreated(
                        fact.callId(), fact.pbxId(), fact.source(), fact.at(), fact.channelId(), "", false)));
        step.tell(Milestone.REQUESTED);
        var call = step.call;
        step.publish(version -> new CallEvent.Screened(
                call.callId(),
                call.tenant(),
                version,
                step.now(),
                Events.summary(call),
                arrived.verdict(),
                arrived.reason(),
                null));
        if (arrived.to() == null) {
            step.finish(CallOutcome.REJECTED, arrived.reason());
            HangUps.caller(step, REJECTED);
        } else {
            go(step, arrived.to());
        }
        return step.moved();
    }

    /** From a call that talked. */
    static void sentOn(Step step, RouteTarget to) {
        step.call = step.call.in(Phase.Served.arriving(USUAL_PRIORITY));
        go(step, to);
    }

    static void go(Step step, RouteTarget to) {
        var served = served(step).sentOn();
        step.call = step.call.in(served);
        if (served.sent() > MOST_SENT) {
            leave(step, CallOutcome.FAILED, "sent on " + MOST_SENT + " times");
            return;
        }
        switch (step.directions.to(step.call, to, step.now())) {
            case Way.Wait(var queue) -> queue(step, queue);
            case Way.Choose(var menu) -> menu(step, menu);
            case Way.Bridge(var number) -> Offering.bridge(step, number);
            case Way.Leave(var context, var extension) -> dialplan(step, context, extension);
            case Way.Hear(var sound) ->
                hear(step, List.of("sound:" + sound), CallOutcome.NO_ANSWER, "heard the message " + sound);
            case Way.CallBack(var queue) -> {
                if (!callBack(step, queue.id(), step.now())) {
                    hear(step, Spoken.NOBODY, CallOutcome.NO_ANSWER, "cannot be called back");
                }
            }
            case Way.HangUp() -> leave(step, CallOutcome.NO_ANSWER, "hung up, as it is routed");
            case Way.Nowhere(var why) -> hear(step, Spoken.NOBODY, CallOutcome.FAILED, why);
        }
    }

    static void stay(Step step, Stay stay) {
        step.call = step.call.in(served(step).in(stay)).until(null);
    }

    private static void queue(Step step, DirectoryEntry.Queue queue) {
        var every = queue.announceEvery();
        var next = every.isPositive() ? step.now().plus(every) : null;
        stay(step, new Stay.InQueue(queue.id(), step.now(), false, next, step.order()));
        step.send(new AriCommand.AnswerCaller(
                step.command("answer-caller"),
                step.call.callId(),
                step.call.pbxId(),
                step.expiry(),
                step.call.customer().channelId(),
                queue.music(),
                step.order()));
        armWait(step);
    }

    private static void menu(Step step, DirectoryEntry.Menu menu) {
        stay(step, new Stay.InMenu(menu.id(), step.order()));
        step.send(new AriCommand.RunMenu(
                step.command("serve"),
                step.call.callId(),
                step.call.pbxId(),
                step.expiry(),
                step.call.customer().channelId(),
                menu.id(),
                menu.prompts(),
                menu.invalid(),
                menu.digitTimeout(),
                menu.retries(),
                menu.choices().keySet().stream().sorted().toList(),
                step.order()));
        var once = LONGEST_PROMPTS.plus(menu.digitTimeout().multipliedBy(MOST_DIGITS));
        step.arm(Deadline.Name.SERVICE, once.multipliedBy(menu.retries() + 1L));
    }

    /** The call ends after it. */
    static void hear(Step step, List<String> media, CallOutcome then, String why) {
        stay(step, new Stay.Hearing(then, why, step.order()));
        announce(step, media, "");
        step.arm(Deadline.Name.SERVICE, LONGEST_PROMPTS);
    }

    private static void announce(Step step, List<String> media, String until) {
        step.send(new AriCommand.Announce(
                step.command("serve"),
                step.call.callId(),
                step.call.pbxId(),
                step.expiry(),
                step.call.customer().channelId(),
                media,
                until,
                step.order()));
    }

    private static void dialplan(Step step, String context, String extension) {
        stay(step, new Stay.InDialplan(extension + "@" + context, step.order()));
        step.send(new AriCommand.ContinueInDialplan(
                step.command("serve"),
                step.call.callId(),
                step.call.pbxId(),
                step.expiry(),
                step.call.customer().channelId(),
                context,
                extension,
                step.order()));
    }

    static void leave(Step step, CallOutcome outcome, String why) {
        step.finish(outcome, why);
        HangUps.all(step);
    }

    // Waiting

    /** Until something is to be said, or the wait has lasted long enough, whichever comes first. */
    static void armWait(Step step) {
        queueOf(step.call).ifPresent(stay -> {
            var end = stay.since().plus(maxWait(step, stay));
            var next = stay.announceAt();
            var due = next == null || end.isBefore(next) ? end : next;
            var left = Duration.between(step.now(), due);
            step.arm(Deadline.Name.QUEUE_WAIT, left.isNegative() ? Duration.ZERO : left);
        });
    }

    private static Duration maxWait(Step step, Stay.InQueue stay) {
        return queue(step, stay).map(DirectoryEntry.Queue::maxWait).orElse(Duration.ZERO);
    }

    private static Optional<DirectoryEntry.Queue> queue(Step step, Stay.InQueue stay) {
        return step.directions.queue(step.call.tenant(), stay.queueId());
    }

    static Transition notice(Step step, Standing standing) {
        var stay = queueOf(step.call).filter(q -> q.queueId().equals(standing.queueId()) && !q.told());
        if (stay.isEmpty()) {
            return step.ignored("known there already, or not there");
        }
        tellQueued(step, stay.get(), standing);
        return step.moved();
    }

    /** Where so many wait that the queue is full, the call was never in it. */
    private static void tellQueued(Step step, Stay.InQueue stay, Standing standing) {
        int most = queue(step, stay).map(DirectoryEntry.Queue::maxLength).orElse(Integer.MAX_VALUE);
        if (standing.position() > most) {
            overflow(step, stay, "the queue is full");
            return;
        }
        step.call = step.call.in(served(step).in(stay.beingTold()));
        var call = step.call;
        step.publish(version -> new CallEvent.Queued(
                call.callId(),
                call.tenant(),
                version,
                step.now(),
                Events.summary(call),
                stay.queueId(),
                standing.position(),
                standing.expectedWait()));
    }

    static void stillWaiting(Step step, @Nullable Standing standing) {
        queueOf(step.call).ifPresent(stay -> {
            var known = standing != null && standing.queueId().equals(stay.queueId()) ? standing : null;
            if (known != null && !stay.told()) {
                tellQueued(step, stay, known);
            }
            queueOf(step.call).ifPresent(now -> goOnWaiting(step, now, known));
        });
    }

    private static void goOnWaiting(Step step, Stay.InQueue stay, @Nullable Standing standing) {
        if (!step.now().isBefore(stay.since().plus(maxWait(step, stay)))) {
            overflow(step, stay, "nobody took the call in time");
            return;
        }
        var due = stay.announceAt();
        if (due != null && !step.now().isBefore(due)) {
            queue(step, stay).ifPresent(queue -> sayWhere(step, stay, queue, standing));
        }
        armWait(step);
    }

    private static void sayWhere(
            Step step, Stay.InQueue stay, DirectoryEntry.Queue queue, @Nullable Standing standing) {
        var next = queue.announceEvery().isPositive() ? step.now().plus(queue.announceEvery()) : null;
        step.call = step.call.in(served(step).in(stay.announced(next, step.order())));
        if (standing != null) {
            announce(step, Spoken.of(standing), queue.callbackKey() == null ? "" : queue.callbackKey());
        }
    }

    private static void overflow(Step step, Stay.InQueue stay, String why) {
        var to = queue(step, stay).map(DirectoryEntry.Queue::overflow);
        to.ifPresentOrElse(target -> go(step, target), () -> hear(step, Spoken.NOBODY, CallOutcome.NO_ANSWER, why));
    }

    /** False where nobody can call the caller: they withhold their number, or no trunk leads there. */
    private static boolean callBack(Step step, String queueId, Instant since) {
        var call = step.call;
        var number = call.plan().customerNumber();
        if (number == null || !step.directions.reaches(call.tenant(), number)) {
            return false;
        }
        step.publish(version -> new CallEvent.CallbackRequested(
                call.callId(), call.tenant(), version, step.now(), Events.summary(call), queueId, number));
        step.follow(new Effect.KeepPlace(new Callback(
                Callback.idFor(call.callId(), step.now()),
                call.callId(),
                queueId,
                Objects.requireNonNullElse(call.plan().ownNumber(), ""),
                number,
                served(step).priority(),
                since)));
        hear(step, Spoken.THANKS, CallOutcome.NO_ANSWER, "is called back");
        return true;
    }

    // What the PBX says

    static void seen(Step step, PbxFact.ServiceFact fact) {
        if (!(step.call.phase() instanceof Phase.Served served)) {
            return;
        }
        switch (served.stay()) {
            case Stay.InMenu stay
            when fact instanceof PbxFact.MenuEnded ended && stay.order() == fact.order() ->
                chosen(step, stay, ended.digits());
            case Stay.InQueue stay
            when fact instanceof PbxFact.Announced said && stay.order() == fact.order() ->
                Stream.ofNullable(said.digit()).forEach(digit -> key(step, stay, digit));
            case Stay.Hearing stay
            when fact instanceof PbxFact.Announced && stay.order() == fact.order() ->
                leave(step, stay.then(), stay.why());
            case Stay.Arriving _, Stay.InMenu _, Stay.InQueue _, Stay.Hearing _ -> {}
            case Stay.Calling _, Stay.InDialplan _ -> {}
        }
    }

    static void pressed(Step step, PbxFact.DtmfPressed fact) {
        queueOf(step.call)
                .filter(_ -> fact.channelId().equals(step.call.customer().channelId()))
                .ifPresent(stay -> key(step, stay, fact.digit()));
    }

    /** While an agent's phone rings for the call, the caller is as good as served. */
    private static void key(Step step, Stay.InQueue stay, String digit) {
        queue(step, stay)
                .filter(queue -> digit.equals(queue.callbackKey()))
                .filter(_ -> step.call.parties().underWay().isEmpty())
                .ifPresent(queue -> callBack(step, queue.id(), stay.since()));
    }

    private static void chosen(Step step, Stay.InMenu stay, @Nullable String digits) {
        var call = step.call;
        step.publish(version -> new CallEvent.MenuEnded(
                call.callId(), call.tenant(), version, step.now(), Events.summary(call), stay.menuId(), digits));
        var menu = step.directions.menu(call.tenant(), stay.menuId());
        menu.ifPresentOrElse(
                known -> go(
                        step,
                        digits == null ? known.otherwise() : known.choices().getOrDefault(digits, known.otherwise())),
                () -> hear(step, Spoken.NOBODY, CallOutcome.FAILED, "no such menu: " + stay.menuId()));
    }

    /** The command was not carried out, or nobody knows whether it was. */
    static void refused(Step step, String commandId) {
        if (!(step.call.phase() instanceof Phase.Served served) || !commandId.endsWith(":serve")) {
            return;
        }
        switch (served.stay()) {
            case Stay.InMenu stay when isOf(step, commandId, stay.order()) -> chosen(step, stay, null);
            case Stay.Hearing stay when isOf(step, commandId, stay.order()) -> leave(step, stay.then(), stay.why());
            case Stay.InDialplan stay
            when isOf(step, commandId, stay.order()) ->
                hear(step, Spoken.NOBODY, CallOutcome.FAILED, "the PBX refuses " + stay.where());
            case Stay.Arriving _, Stay.InMenu _, Stay.InQueue _, Stay.Hearing _ -> {}
            case Stay.Calling _, Stay.InDialplan _ -> {}
        }
    }

    private static boolean isOf(Step step, String commandId, long order) {
        return commandId.equals(step.call.callId() + ":" + order + ":serve");
    }

    static void tooLong(Step step) {
        if (step.call.phase() instanceof Phase.Served served) {
            switch (served.stay()) {
                case Stay.InMenu stay -> chosen(step, stay, null);
                case Stay.Hearing stay -> leave(step, stay.then(), stay.why());
                case Stay.Arriving _, Stay.InQueue _, Stay.Calling _, Stay.InDialplan _ -> {}
            }
        }
    }

    /** Asked of the evidence, and not of the order in which it came. */
    static void settle(Step step, Phase.Served served) {
        if (!step.call.customer().gone()) {
            step.call.parties().underWay().ifPresent(handover -> GroupWatch.whileUnderWay(step, handover));
            return;
        }
        boolean isCalling = step.call.parties().underWay().isPresent();
        switch (served.stay()) {
            case Stay.Hearing stay -> step.finish(stay.then(), stay.why());
            case Stay.InDialplan stay -> step.finish(CallOutcome.UNKNOWN, "went on in the PBX at " + stay.where());
            case Stay.Arriving _, Stay.InMenu _, Stay.InQueue _, Stay.Calling _ -> step.finish(null, null);
        }
        if (isCalling) {
            HangUps.all(step);
        }
    }

    private Serving() {}
}
