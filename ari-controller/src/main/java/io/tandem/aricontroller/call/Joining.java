package io.tandem.aricontroller.call;

import io.tandem.aricontroller.fact.AriEvent;
import io.tandem.aricontroller.fact.LegId;
import java.time.Duration;
import java.util.Optional;

/** Puts channels into the call's bridge: an agent when they come, a customer when they answer. */
final class Joining {

    private final LiveCall call;
    private final MachineDetection machines;

    Joining(LiveCall call) {
        this.call = call;
        this.machines = new MachineDetection(call);
    }

    /** A channel came under control, handed over by the dialplan, answered after an originate, or moved from another incarnation. */
    void entered(AriEvent start) throws InterruptedException {
        var channel = start.channel();
        if (channel == null || !call.legs.isControlled(channel.id()) || call.legs.isBridged(channel.id())) {
            return;
        }
        if (start.isStart(AriEvent.MESSAGE_LEFT)) {
            throw new CallOver("a message was left", Cause.NORMAL_CLEARING);
        }
        if (start.isStart(AriEvent.SCREENED) && machines.isDealtWith(start)) {
            return;
        }
        if (channel.isUp() && !isListenedTo(start)) {
            join(channel.id(), start.movedFrom());
            follow(channel.id());
        } else if (!channel.isUp() && channel.id().equals(call.customer()) && start.isMove()) {
            awaitAnswer(call.limits.adoptedRing(), machines.isDue());
        }
    }

    /** One who had answered, and whom nobody had listened to yet or put into a bridge, when the owner before went. */
    private boolean isListenedTo(AriEvent start) {
        return start.channel().id().equals(call.customer())
                && start.isMove()
                && start.movedFrom().isEmpty()
                && machines.isDue()
                && machines.listens();
    }

    /**
     * Waits for the customer, who has been dialled, and lets them talk, or has them listened to first; ends the call when they do not
     * answer.
     */
    void awaitAnswer(Duration limit, boolean screened) throws InterruptedException {
        var answered = call.await(e -> e.isAbout(call.customer()) && e.hasChannelUp(), limit);
        if (answered.isEmpty()) {
            call.tell(call.outcomes.notAnswered(call.callId, call.customer()));
            throw new CallOver("the customer did not answer within " + limit, Cause.NO_ANSWER);
        }
        if (screened && answered.get().is("StasisStart")) {
            entered(answered.get()); // an earlier owner dialled, and perhaps had them listened to
        } else if (!screened || !machines.listens()) {
            connect(call.customer());
        }
        call.seating.stopRinging(call.agent());
    }

    /** A moved channel stays in its bridge, the call's or one in which it is held; to add it again would be heard as a click. */
    private void join(String channelId, Optional<String> place) {
        if (place.filter(b -> b.equals(call.bridge()) || LegId.isHold(b)).isPresent()) {
            call.legs.bridged(channelId);
            return;
        }
        open();
        connect(channelId);
    }

    /** One that is gone before it could be followed is never heard of again. */
    private void follow(String channelId) {
        if (call.pbx.follow(channelId) instanceof Answer.Gone) {
            call.missing(channelId);
        }
    }

    private void open() {
        for (var attempt = 1; ; attempt++) {
            switch (call.pbx.createBridge(call.bridge())) {
                case Answer.Done _, Answer.Conflict _ -> {
                    return;
                }
                case Answer.Gone _ -> throw CallOver.failed("no bridge: gone");
                case Answer.Refused(String reason) -> throw CallOver.failed("no bridge: " + reason);
                case Answer.Unknown(String reason) -> {
                    if (attempt == 2) {
                        throw CallOver.failed("no bridge: " + reason);
                    }
                }
            }
        }
    }

    /**
     * Twice where its fate is not known: adding a channel again is harmless. Gone can be the bridge, which is made, or the channel, which
     * will be heard of.
     */
    private void connect(String channelId) {
        for (var attempt = 1; ; attempt++) {
            switch (call.pbx.addToBridge(call.bridge(), channelId)) {
                case Answer.Done _ -> {
                    call.legs.bridged(channelId);
                    call.seating.askForTheAgent();
                    return;
                }
                case Answer.Gone _ -> {
                    if (attempt == 2) {
                        return;
                    }
                    open();
                }
                case Answer.Conflict(String reason) ->
                    throw CallOver.failed(leg(channelId) + " not bridged: " + reason);
                case Answer.Refused(String reason) -> throw CallOver.failed(leg(channelId) + " not bridged: " + reason);
                case Answer.Unknown(String reason) -> {
                    if (attempt == 2) {
                        throw CallOver.failed(leg(channelId) + " not bridged: " + reason);
                    }
                }
            }
        }
    }

    private String leg(String channelId) {
        return LegId.in(call.callId, channelId).map(LegId::leg).orElse(channelId);
    }
}
