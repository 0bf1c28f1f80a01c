package io.tandem.callstate.call;

import io.tandem.contracts.CallEvent;
import io.tandem.contracts.MuteDirection;
import io.tandem.contracts.TransferKind;

/** What is told of people who come into a call that talks, or leave it. */
final class RegroupEvents {

    /** Of an offer other things are told. */
    static void started(Step step, Handover handover) {
        if (handover.kind() == Handover.Kind.OFFER) {
            return;
        }
        var call = step.call;
        var to = Group.target(call, handover.channelId());
        step.publish(version -> new CallEvent.TransferStarted(
                call.callId(), call.tenant(), version, step.now(), Events.summary(call), kind(handover), to));
    }

    static void answered(Step step, Handover handover) {
        if (handover.kind() == Handover.Kind.OFFER) {
            return;
        }
        var call = step.call;
        var to = Group.target(call, handover.channelId());
        step.publish(version -> new CallEvent.TransferAnswered(
                call.callId(), call.tenant(), version, step.now(), Events.summary(call), kind(handover), to));
    }

    static void completed(Step step, Handover handover) {
        var call = step.call;
        var to = Group.target(call, handover.channelId());
        step.publish(version -> new CallEvent.TransferCompleted(
                call.callId(), call.tenant(), version, step.now(), Events.summary(call), kind(handover), to));
    }

    static void failed(Step step, Handover handover, String reason) {
        step.call = step.call.with(step.call.parties().with((Handover) null));
        if (handover.kind() == Handover.Kind.OFFER) {
            Offering.ended(step, handover, reason);
            return;
        }
        var call = step.call;
        var to = Group.target(call, handover.channelId());
        step.publish(version -> new CallEvent.TransferFailed(
                call.callId(), call.tenant(), version, step.now(), Events.summary(call), kind(handover), to, reason));
    }

    static void joined(Step step, String channelId) {
        var call = step.call;
        var party = Group.target(call, channelId);
        step.publish(version -> new CallEvent.PartyJoined(
                call.callId(), call.tenant(), version, step.now(), Events.summary(call), party));
    }

    static void left(Step step, String channelId) {
        var call = step.call;
        var party = Group.target(call, channelId);
        step.publish(version -> new CallEvent.PartyLeft(
                call.callId(), call.tenant(), version, step.now(), Events.summary(call), party));
    }

    static void muted(Step step, String channelId, MuteDirection direction, boolean on) {
        var call = step.call;
        var party = Group.target(call, channelId);
        step.publish(version -> new CallEvent.PartyMuted(
                call.callId(), call.tenant(), version, step.now(), Events.summary(call), party, direction, on));
    }

    static void parked(Step step, Parties.Parked parked) {
        var call = step.call;
        step.publish(version -> new CallEvent.Parked(
                call.callId(),
                call.tenant(),
                version,
                step.now(),
                Events.summary(call),
                parked.by().agentId(),
                step.now().plus(parked.limit())));
    }

    static void resumed(Step step) {
        var call = step.call;
        step.publish(version ->
                new CallEvent.Resumed(call.callId(), call.tenant(), version, step.now(), Events.summary(call)));
    }

    private static TransferKind kind(Handover handover) {
        return switch (handover.kind()) {
            case BLIND, OFFER -> TransferKind.BLIND;
            case ATTENDED -> TransferKind.ATTENDED;
            case UNPARK -> TransferKind.UNPARK;
            case RECALL -> TransferKind.RECALL;
            case ADD, PARK -> throw new IllegalArgumentException(handover.kind() + " is no transfer");
        };
    }

    private RegroupEvents() {}
}
