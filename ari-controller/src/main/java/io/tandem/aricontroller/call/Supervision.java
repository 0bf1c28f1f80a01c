package io.tandem.aricontroller.call;

import io.tandem.aricontroller.fact.AriEvent;
import io.tandem.aricontroller.fact.LegId;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.SuperviseMode;
import org.jspecify.annotations.Nullable;

/**
 * A supervisor at a call: their phone is called as {@code <callId>.supervisor.<n>}. To listen and to whisper they are alone with a
 * snoop of the agent's channel in the bridge {@code <callId>.monitor} (through the agent both parties are heard, and a whisper reaches
 * the agent alone); to barge in they come into the call's own bridge. One supervisor at a time.
 */
final class Supervision {

    private final LiveCall call;
    private AriCommand.@Nullable Supervise wanted;

    Supervision(LiveCall call) {
        this.call = call;
    }

    Answer supervise(AriCommand.Supervise c) throws InterruptedException {
        wanted = c;
        if (call.guests.isControlled(c.channelId())) {
            return attend(c);
        }
        return call.guests.has(c.channelId()) ? new Answer.Done() : ring(c);
    }

    /** What cannot be hung up ends with the call. */
    Answer end(AriCommand.EndSupervision c) {
        var answer = Twice.of(() -> call.pbx.hangUp(c.channelId(), Cause.NORMAL_CLEARING));
        if (answer instanceof Answer.Gone) {
            left(c.channelId(), "was gone already");
            return new Answer.Done();
        }
        return answer;
    }

    void heard(AriEvent event) throws InterruptedException {
        call.guests.observe(event);
        var channelId = event.channel().id();
        if (event.is("StasisStart") && LegId.isSupervisor(channelId)) {
            entered(event, channelId);
        } else if (event.is("ChannelDestroyed") && LegId.isSupervisor(channelId)) {
            letGo();
        }
    }

    void missing(String channelId) {
        if (call.guests.has(channelId)) {
            call.guests.gone(channelId);
            if (LegId.isSupervisor(channelId)) {
                left(channelId, "was gone when we looked");
            }
        }
    }

    /** Somebody else has the call: they are listened to from now on. A supervisor who cannot be brought along is let go. */
    void follow(long order) throws InterruptedException {
        var c = wanted;
        if (c == null || c.mode() == SuperviseMode.BARGE || !call.guests.isControlled(c.channelId())) {
            return;
        }
        var there = new AriCommand.Supervise(
                c.commandId(),
                c.callId(),
                c.pbxId(),
                c.expiresAt(),
                c.channelId(),
                c.endpoint(),
                c.mode(),
                c.ringTimeout(),
                order);
        if (attend(there) instanceof Answer.Done) {
            wanted = there;
        } else {
            giveUp(c.channelId(), "the call was transferred");
        }
    }

    private void entered(AriEvent start, String channelId) throws InterruptedException {
        if (start.isMove()) {
            adopted(start, channelId);
            return;
        }
        var c = wanted;
        if (c == null || !c.channelId().equals(channelId)) {
            call.pbx.hangUp(channelId, Cause.NORMAL_CLEARING);
            return;
        }
        switch (attend(c)) {
            case Answer.Done _ -> {}
            case Answer.Gone _ -> giveUp(channelId, "the call's agent or the supervisor is gone");
            case Answer.Conflict(String reason) -> giveUp(channelId, reason);
            case Answer.Refused(String reason) -> giveUp(channelId, reason);
            case Answer.Unknown(String reason) -> giveUp(channelId, reason);
        }
    }

    /** One who attended goes on; one who was not there yet is let go, because in which mode they wanted to attend died with its owner. */
    private void adopted(AriEvent start, String channelId) {
        var place = start.movedFrom();
        if (place.isEmpty()) {
            giveUp(channelId, "the controller was replaced");
        }
        place.filter(LegId.monitorOf(call.callId)::equals).ifPresent(call.guests::opened);
    }

    private Answer ring(AriCommand.Supervise c) {
        call.guests.made(c.channelId());
        return switch (call.pbx.originate(NewChannel.supervisor(c), c.ringTimeout())) {
            case Answer.Done done -> done;
            case Answer.Conflict _ -> new Answer.Done(); // made by an earlier delivery of the command
            case Answer.Gone _ -> notRung(c, new Answer.Refused("no such endpoint"));
            case Answer.Refused refused -> notRung(c, refused);
            case Answer.Unknown unknown -> {
                giveUp(c.channelId(), "the PBX did not answer");
                yield unknown;
            }
        };
    }

    private Answer notRung(AriCommand.Supervise c, Answer answer) {
        call.guests.gone(c.channelId());
        left(c.channelId(), "could not be called");
        return answer;
    }

    private Answer attend(AriCommand.Supervise c) throws InterruptedException {
        var answer =
                switch (c.mode()) {
                    case LISTEN -> listen(c, false);
                    case WHISPER -> listen(c, true);
                    case BARGE -> barge(c);
                };
        if (answer instanceof Answer.Done) {
            call.tell(call.outcomes.supervised(c));
        }
        return answer;
    }

    private Answer barge(AriCommand.Supervise c) {
        var answer = Twice.of(() -> call.pbx.addToBridge(call.bridge(), c.channelId()));
        if (answer instanceof Answer.Done) {
            hangUpSnoopsBut("");
            close();
        }
        return answer;
    }

    private Answer listen(AriCommand.Supervise c, boolean whisper) throws InterruptedException {
        var monitor = LegId.monitorOf(call.callId);
        var snoop = new LegId(call.callId, LegId.SNOOP + "." + c.order());
        call.guests.opened(monitor);
        var opened = Twice.of(() -> call.pbx.createBridge(monitor));
        if (!(opened instanceof Answer.Done || opened instanceof Answer.Conflict)) {
            return opened;
        }
        var answer = place(snoop, monitor, c, whisper);
        if (answer instanceof Answer.Done) {
            hangUpSnoopsBut(snoop.channelId());
        } else {
            call.dismiss(snoop.channelId(), Cause.NORMAL_CLEARING);
        }
        return answer;
    }

    /** Seen on 22.10.1: a channel that did not enter the application yet is not taken into a bridge. */
    private Answer place(LegId snoop, String monitor, AriCommand.Supervise c, boolean whisper)
            throws InterruptedException {
        call.guests.made(snoop.channelId());
        var made = call.pbx.snoop(call.speaker(), snoop, whisper);
        if (!(made instanceof Answer.Done || made instanceof Answer.Conflict)) {
            return made;
        }
        var inside = call.await(e -> e.is("StasisStart") && e.isAbout(snoop.channelId()), call.limits.control());
        if (inside.isEmpty()) {
            return new Answer.Refused("the snoop did not enter the application");
        }
        call.guests.observe(inside.get());
        var placed = Twice.of(() -> call.pbx.addToBridge(monitor, snoop.channelId()));
        return placed instanceof Answer.Done ? Twice.of(() -> call.pbx.addToBridge(monitor, c.channelId())) : placed;
    }

    private void giveUp(String channelId, String reason) {
        call.dismiss(channelId, Cause.NORMAL_CLEARING);
        left(channelId, reason);
    }

    private void left(String channelId, String reason) {
        call.tell(call.outcomes.supervisionEnded(call.callId, channelId, reason));
        letGo();
    }

    private void letGo() {
        wanted = null;
        hangUpSnoopsBut("");
        close();
    }

    private void hangUpSnoopsBut(String channelId) {
        call.guests.known().stream()
                .filter(guest -> !guest.equals(channelId) && LegId.isSnoop(guest))
                .forEach(guest -> call.dismiss(guest, Cause.NORMAL_CLEARING));
    }

    private void close() {
        var monitor = LegId.monitorOf(call.callId);
        if (call.guests.bridges().contains(monitor)
                && Twice.of(() -> call.pbx.destroyBridge(monitor)) instanceof Answer.Done) {
            call.guests.closed(monitor);
        }
    }
}
