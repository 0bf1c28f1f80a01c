package io.tandem.aricontroller.call;

import io.tandem.aricontroller.fact.AriEvent;
import io.tandem.aricontroller.fact.LegId;
import io.tandem.contracts.AriCommand;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who comes into a call that talks, and who leaves it. Only the customer is ever moved: aside, where they hear music, and back; whoever
 * is called comes into the call's bridge on answer. So the PBX itself says how far a transfer has come, also to the next owner of the
 * shard: it goes by the commands that name the legs, and by docs/transfers.md.
 */
final class Regrouping {

    private final LiveCall call;
    private final Holding holding;
    private final Supervision supervision;
    private final Recording recording;
    private final Calling calling;
    private final Set<String> adding = new HashSet<>();
    private AriCommand.@Nullable Transfer now;
    private boolean isBlind;

    Regrouping(LiveCall call, Holding holding, Supervision supervision, Recording recording) {
        this.call = call;
        this.holding = holding;
        this.supervision = supervision;
        this.recording = recording;
        this.calling = new Calling(call);
    }

    /** @param isLate it may have been carried out by an owner that is gone: what is so on the PBX decides */
    Answer carryOut(AriCommand.Regroup command, boolean isLate) throws InterruptedException {
        return switch (command) {
            case AriCommand.Transfer c -> {
                var begun =
                        call.legs.has(c.channelId()) ? new Answer.Done() : isLate ? Controls.NOT_IN_TIME : transfer(c);
                call.referrals.granted(c, begun);
                yield begun;
            }
            case AriCommand.CompleteTransfer c ->
                isLate && isAside() ? Controls.NOT_IN_TIME : complete(c.channelId(), c.fromChannelId(), c.order());
            case AriCommand.CancelTransfer c -> isLate ? Controls.NOT_IN_TIME : cancel(c);
            case AriCommand.JoinTransfer c -> isLate && isAside() ? Controls.NOT_IN_TIME : join(c);
            case AriCommand.AddParty c ->
                call.legs.has(c.channelId()) ? new Answer.Done() : isLate ? Controls.NOT_IN_TIME : add(c);
            case AriCommand.DropParty c -> calling.hangUp(c.channelId());
            case AriCommand.Park c -> isLate && !isAside() ? Controls.NOT_IN_TIME : park(c);
        };
    }

    /** A party who was called in came under control: just made, or moved here from an owner that is gone. */
    void entered(AriEvent start) throws InterruptedException {
        var channelId = start.channel().id();
        if (!start.isMove()) {
            return;
        }
        if (call.pbx.follow(channelId) instanceof Answer.Gone) {
            call.missing(channelId);
        } else if (start.movedFrom().filter(call.bridge()::equals).isPresent()) {
            call.legs.bridged(channelId);
        } else if (start.hasChannelUp()) {
            answered(channelId);
        }
    }

    void heard(AriEvent event) throws InterruptedException {
        var channelId = event.channel().id();
        if (event.is("ChannelDestroyed")) {
            gone(channelId, event.cause());
        } else if (event.hasChannelUp()
                && event.leg().filter(LegId::wasCalledIn).isPresent()
                && call.legs.isControlled(channelId)
                && !call.legs.isBridged(channelId)) {
            answered(channelId);
        }
    }

    /** The call goes on without the leg. */
    void gone(String channelId, int cause) throws InterruptedException {
        adding.remove(channelId);
        var c = now;
        if (c == null) {
            return;
        }
        if (c.channelId().equals(channelId)) {
            failed(channelId, Cause.told(cause), c.order());
        } else if (channelId.equals(c.fromChannelId())) {
            isBlind = true;
            if (call.legs.isBridged(c.channelId())) {
                complete(c.channelId(), null, c.order());
            }
        }
    }

    private Answer transfer(AriCommand.Transfer c) throws InterruptedException {
        var unheard = c.stopsRecording() == null ? new Answer.Done() : recording.stop(c.stopsRecording(), c.order());
        if (!(unheard instanceof Answer.Done)) {
            return unheard;
        }
        var aside = holding.aside(call.customer(), c.order());
        if (!(aside instanceof Answer.Done)) {
            return aside;
        }
        call.isSuspended = true;
        var opened = openFor(c);
        if (!(opened instanceof Answer.Done)) {
            return opened;
        }
        var dialled = calling.dial(NewChannel.calledIn(c), c.ringTimeout());
        if (!(dialled instanceof Answer.Done)) {
            bringBack(c.channelId());
            return dialled;
        }
        now = c;
        isBlind = !c.consult();
        if (isThere(c.fromChannelId())) {
            call.seating.ring(c.fromChannelId());
        }
        call.tell(call.outcomes.transferBegun(call.callId, c.channelId(), c.order()));
        return dialled;
    }

    /** Nobody has talked to a caller who came in before somebody is called for them. */
    private Answer openFor(AriCommand.Transfer c) {
        var opened =
                c.fromChannelId() == null ? Twice.of(() -> call.pbx.createBridge(call.bridge())) : new Answer.Done();
        return opened instanceof Answer.Conflict ? new Answer.Done() : opened;
    }

    /** Into the call's bridge, where whoever gives the call away is. One that cannot be let in is hung up, and heard of as gone. */
    private void answered(String channelId) throws InterruptedException {
        if (!(Twice.of(() -> call.pbx.addToBridge(call.bridge(), channelId)) instanceof Answer.Done)) {
            calling.hangUp(channelId);
            return;
        }
        call.legs.bridged(channelId);
        recording.joined(channelId);
        var c = now;
        if (c != null && c.channelId().equals(channelId)) {
            stopRinging(c);
            if (!isBlind || !(complete(channelId, c.fromChannelId(), c.order()) instanceof Answer.Done)) {
                call.tell(call.outcomes.transferAnswered(call.callId, channelId, c.order()));
            }
        } else if (adding.remove(channelId) || !isAside()) {
            call.tell(call.outcomes.partyJoined(call.callId, channelId, number(channelId)));
        } else {
            call.tell(call.outcomes.transferAnswered(call.callId, channelId, number(channelId)));
        }
    }

    /** Before the answer it only takes the consultation out. */
    private Answer complete(String channelId, @Nullable String from, long order) throws InterruptedException {
        if (!call.legs.isBridged(channelId)) {
            isBlind = true;
            return now == null ? new Answer.Refused(channelId + " is not in the call") : new Answer.Done();
        }
        var back = holding.back(call.customer());
        if (!(back instanceof Answer.Done)) {
            return back;
        }
        over();
        call.tell(call.outcomes.transferred(call.callId, channelId, order));
        call.referrals.completed(from);
        if (isThere(from)) {
            call.legs.unbridged(from);
            calling.hangUp(from);
        }
        supervision.follow(order);
        return back;
    }

    private Answer cancel(AriCommand.CancelTransfer c) {
        if (call.legs.isBridged(c.channelId()) && !isAside()) {
            return new Answer.Refused("the customer talks with them already");
        }
        var gone = calling.hangUp(c.channelId());
        if (gone instanceof Answer.Done) {
            failed(c.channelId(), "cancelled", c.order());
        }
        return gone;
    }

    private Answer join(AriCommand.JoinTransfer c) {
        if (!call.legs.isBridged(c.channelId())) {
            return new Answer.Refused(c.channelId() + " has not answered");
        }
        var back = holding.back(call.customer());
        if (back instanceof Answer.Done) {
            over();
            call.tell(call.outcomes.partyJoined(call.callId, c.channelId(), c.order()));
        }
        return back;
    }

    private Answer add(AriCommand.AddParty c) throws InterruptedException {
        var dialled = calling.dial(NewChannel.calledIn(c), c.ringTimeout());
        if (dialled instanceof Answer.Done) {
            adding.add(c.channelId());
        }
        return dialled;
    }

    private Answer park(AriCommand.Park c) {
        var aside = holding.aside(call.customer(), c.order());
        if (aside instanceof Answer.Done) {
            call.isSuspended = true;
            call.tell(call.outcomes.parked(call.callId, c.channelId(), c.order()));
            calling.hangUp(c.fromChannelId());
        }
        return aside;
    }

    /** The customer goes back to whoever is left. Where that cannot be done nothing is told: it will be asked for again. */
    private void failed(String channelId, String reason, long order) {
        var c = now;
        now = null;
        if (c != null) {
            stopRinging(c);
            call.referrals.failed(c.fromChannelId());
        }
        var isAside = !isAnybodyBut(channelId);
        if (isAside || bringBack(channelId)) {
            call.tell(call.outcomes.transferFailed(call.callId, channelId, reason, isAside, order));
        }
    }

    /** False where the customer hears music on. */
    private boolean bringBack(String failed) {
        if (!isAnybodyBut(failed) || !(holding.back(call.customer()) instanceof Answer.Done)) {
            return false;
        }
        call.isSuspended = false;
        return true;
    }

    private void over() {
        now = null;
        call.isSuspended = false;
    }

    private boolean isAside() {
        return holding.isHeld(call.customer());
    }

    private boolean isThere(@Nullable String channelId) {
        return channelId != null && call.legs.has(channelId);
    }

    private boolean isAnybodyBut(String channelId) {
        return call.legs.known().stream()
                .anyMatch(leg -> !leg.equals(channelId) && !leg.equals(call.customer()) && call.legs.isControlled(leg));
    }

    private void stopRinging(AriCommand.Transfer c) {
        if (isThere(c.fromChannelId())) {
            call.seating.stopRinging(c.fromChannelId());
        }
    }

    private static long number(String channelId) {
        return LegId.of(channelId).orElseThrow().number();
    }
}
