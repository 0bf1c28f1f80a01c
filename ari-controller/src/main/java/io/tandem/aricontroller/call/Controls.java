package io.tandem.aricontroller.call;

import io.tandem.aricontroller.fact.AriEvent;
import io.tandem.aricontroller.fact.CallIds;
import io.tandem.aricontroller.fact.LegId;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.PbxFact;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Control of a call that talks: one procedure a command, each to a state that may be reached already. One that fails undoes what it
 * began and leaves the call as it was; it never ends it.
 */
final class Controls {

    static final Answer NOT_IN_TIME = new Answer.Refused("expired");

    private final LiveCall call;
    private final Joining joining;
    private final Holding holding;
    private final Muting muting;
    private final Digits digits;
    private final Supervision supervision;
    private final Recording recording;
    private final MediaPort media;
    private final Regrouping regrouping;
    private final Serving serving;
    private final Arrival arrival;
    private final Measuring measuring;

    Controls(LiveCall call, Joining joining) {
        this.call = call;
        this.joining = joining;
        this.holding = new Holding(call);
        this.muting = new Muting(call);
        this.digits = new Digits(call);
        this.supervision = new Supervision(call);
        this.recording = new Recording(call);
        this.media = new MediaPort(call);
        this.regrouping = new Regrouping(call, holding, supervision, recording);
        this.serving = new Serving(call, holding);
        this.arrival = new Arrival(call, holding);
        this.measuring = new Measuring(call);
    }

    /** A channel that is not one of the parties came, or went. */
    void heard(AriEvent event) throws InterruptedException {
        if (event.playbackId() != null) {
            serving.heard(event);
            return;
        }
        if (Seating.isOfSeat(event)) {
            call.seating.heard(event);
            return;
        }
        supervision.heard(event);
        recording.heard(event);
        media.heard(event);
    }

    /** Of a party whom an earlier incarnation had, and who may be gone. */
    void missing(String channelId) throws InterruptedException {
        supervision.missing(channelId);
        media.missing(channelId);
        regrouping.gone(channelId, 0);
    }

    void heardOfAParty(AriEvent event) throws InterruptedException {
        recording.heard(event);
        call.referrals.heard(event);
        regrouping.heard(event);
        serving.heard(event);
    }

    /** How long the call may be left alone; empty: until something happens. */
    Optional<Duration> due() {
        return Stream.of(serving.due(), arrival.due(), measuring.due(), call.referrals.due())
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    void timeOut() {
        serving.timeOut();
        arrival.timeOut();
        measuring.measureIfDue();
        call.referrals.timeOut();
    }

    /** The call is over, or is not ours any more. */
    void ended() {
        serving.ended();
    }

    /** A party came under control. One that was moved here is where an earlier incarnation put them. */
    void entered(AriEvent start) throws InterruptedException {
        holding.adopted(start);
        if (CallIds.hasArrived(call.callId) && start.isAbout(call.customer())) {
            arrival.entered(start);
            serving.adopted();
        } else if (start.leg().filter(LegId::wasCalledIn).isPresent()) {
            regrouping.entered(start);
        } else {
            joining.entered(start);
        }
        recording.heard(start);
    }

    void carryOut(AriCommand.Control command, Consumer<PbxFact.CommandFact> answer) throws InterruptedException {
        if (!call.pbx.awaitReady(call.limits.ready())) {
            answer.accept(call.outcomes.refused(command, "ARI is away"));
            return;
        }
        try {
            arrival.served();
            var said = answerTo(command, answer);
            if (said != null) {
                answer.accept(call.outcomes.of(command, said));
            }
        } catch (CallOver over) {
            answer.accept(call.outcomes.refused(command, "the call has ended"));
            throw over;
        }
    }

    /**
     * A command that is read again after a crash may have been carried out, however late it is now: what can be looked at is looked
     * at, and of the rest nobody knows. Null where it is answered later.
     */
    private @Nullable Answer answerTo(AriCommand.Control command, Consumer<PbxFact.CommandFact> answer)
            throws InterruptedException {
        var isLate = call.outcomes.isExpired(command);
        return switch (command) {
            case AriCommand.Hold c ->
                !isUnderControl(c.channelId())
                        ? notUnderControl(c.channelId())
                        : isLate && !holding.isHeld(c.channelId()) ? NOT_IN_TIME : holding.hold(c);
            case AriCommand.Resume c ->
                !isUnderControl(c.channelId())
                        ? notUnderControl(c.channelId())
                        : isLate && holding.isHeld(c.channelId()) ? NOT_IN_TIME : holding.resume(c);
            case AriCommand.Mute c ->
                isLate
                        ? nobodyKnows()
                        : isUnderControl(c.channelId()) ? muting.mute(c) : notUnderControl(c.channelId());
            case AriCommand.Unmute c ->
                isLate
                        ? nobodyKnows()
                        : isUnderControl(c.channelId()) ? muting.unmute(c) : notUnderControl(c.channelId());
            case AriCommand.SendDtmf c ->
                isLate
                        ? nobodyKnows()
                        : isUnderControl(c.channelId()) ? digits.send(c) : notUnderControl(c.channelId());
            case AriCommand.Supervise c ->
                isLate && !call.guests.has(c.channelId())
                        ? NOT_IN_TIME
                        : isUnderControl(call.speaker()) ? supervision.supervise(c) : notUnderControl(call.speaker());
            case AriCommand.EndSupervision c -> supervision.end(c);
            case AriCommand.AttachMedia c ->
                isUnderControl(call.customer()) ? media.attach(c, isLate) : notUnderControl(call.customer());
            case AriCommand.DetachMedia c -> media.detach(c);
            case AriCommand.DeclineTransfer c -> call.referrals.decline(c);
            case AriCommand.WatchQuality c -> isLate ? NOT_IN_TIME : measuring.watch(c);
            case AriCommand.Recording c ->
                isUnderControl(call.speaker()) ? recording.carryOut(c, isLate) : notUnderControl(call.speaker());
            case AriCommand.Regroup c ->
                isUnderControl(call.customer()) ? regrouping.carryOut(c, isLate) : notUnderControl(call.customer());
            case AriCommand.Serve c ->
                isUnderControl(call.customer())
                        ? serving.carryOut(c, isLate, answer)
                        : notUnderControl(call.customer());
        };
    }

    /** A party whom an earlier incarnation had may be on the way here. */
    private boolean isUnderControl(String channelId) throws InterruptedException {
        if (call.legs.isControlled(channelId)) {
            return true;
        }
        var started = call.await(e -> e.is("StasisStart") && e.isAbout(channelId), call.limits.control());
        if (started.isPresent()) {
            entered(started.get());
        }
        return started.isPresent();
    }

    private static Answer notUnderControl(String channelId) {
        return new Answer.Refused(channelId + " is not under control of ARI");
    }

    private static Answer nobodyKnows() {
        return new Answer.Unknown("expired; an owner that is gone may have carried it out");
    }
}
