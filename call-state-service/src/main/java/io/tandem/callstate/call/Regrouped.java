package io.tandem.callstate.call;

import io.tandem.contracts.MuteDirection;
import io.tandem.contracts.PbxFact;
import java.util.Optional;

/**
 * What ari-controller says of a change of who is in the call; it is told in the order of what it did, so what it says is final. That
 * a leg is gone may be known before, from AMI: {@link GroupWatch} waits for the word of ari-controller then.
 */
final class Regrouped {

    private static final int MOST_RECALLS = 3;

    static void seen(Step step, PbxFact.RegroupFact fact) {
        switch (fact) {
            case PbxFact.TransferBegun f -> begun(step, f.channelId());
            case PbxFact.TransferAnswered f -> answered(step, f.channelId(), f.order());
            case PbxFact.Transferred f -> transferred(step, f.channelId(), f.order());
            case PbxFact.TransferFailed f -> failed(step, f);
            case PbxFact.PartyJoined f -> joined(step, f.channelId(), f.order());
            case PbxFact.Parked _ -> parked(step);
        }
    }

    private static Optional<Handover> transfer(Step step, String channelId) {
        return step.call.parties().underWay().filter(h -> h.transfers() && h.isOf(channelId));
    }

    private static void begun(Step step, String channelId) {
        transfer(step, channelId).filter(h -> !h.told()).ifPresent(h -> {
            step.call = step.call.with(step.call.parties().with(h.begun()));
            RegroupEvents.started(step, h);
        });
    }

    /** One that comes to answer without anybody left to consult gets the call: its owner may have lost what was commanded. */
    private static void answered(Step step, String channelId, long order) {
        if (step.call.parties().underWay().filter(h -> !h.transfers()).isPresent()) {
            joined(step, channelId, order); // an owner that took over cannot tell the one from the other
            return;
        }
        begun(step, channelId);
        transfer(step, channelId).filter(h -> !h.answered()).ifPresent(h -> {
            var after =
                    h.doing() == Handover.Doing.CANCEL ? h.consulting().doing(Handover.Doing.CANCEL) : h.consulting();
            step.call = step.call.with(step.call.parties().with(after));
            onCall(step, channelId);
            RegroupEvents.answered(step, h);
            if (after.doing() != null) {
                return;
            }
            if (h.kind() == Handover.Kind.ATTENDED && !Group.present(step.call).isEmpty()) {
                step.arm(Deadline.Name.CONSULT, step.limits.consult());
            } else {
                Regrouping.complete(step);
            }
        });
    }

    private static void transferred(Step step, String channelId, long order) {
        begun(step, channelId);
        transfer(step, channelId).ifPresent(h -> {
            var wasParked = Group.isParked(step.call);
            var parties = step.call.parties();
            var taker = parties.of(channelId).orElseThrow();
            step.call = step.call
                    .with(parties.without(Group.owner(step.call).channelId())
                            .ownedBy(taker)
                            .with((Handover) null)
                            .parked(null))
                    .with(unmuted(step.call.control(), order))
                    .until(null);
            onCall(step, channelId);
            backFromHold(step, order, wasParked);
            Offering.taken(step, h);
        });
    }

    private static void failed(Step step, PbxFact.TransferFailed fact) {
        transfer(step, fact.channelId()).ifPresent(h -> {
            RegroupEvents.failed(step, h, fact.reason());
            letGo(step, h);
            if (fact.aside() || Serving.serves(step.call)) {
                aside(step, h);
            } else {
                backFromHold(step, fact.order(), false);
            }
        });
    }

    /** The leg that was called does not come into the call. One that was never seen, and of which no command is left, is over. */
    static void letGo(Step step, Handover handover) {
        var channelId = handover.channelId();
        step.call = step.call
                .with(step.call
                        .parties()
                        .with(channelId, party -> party.with(
                                        party.leg().seen()
                                                ? party.leg()
                                                : party.leg().fated(Leg.Fate.REFUSED))
                                .at(Party.Place.OUT))
                        .with((Handover) null))
                .until(null);
    }

    /** The customer hears music, and nobody is there. */
    static void aside(Step step, Handover failed) {
        if (Serving.serves(step.call)) {
            Offering.goOn(step, failed);
            return;
        }
        var parked = step.call.parties().parked();
        if (parked != null) {
            var again = failed.kind() == Handover.Kind.RECALL ? parked.again() : parked;
            step.call = step.call.with(step.call.parties().parked(again));
            if (again.recalls() < MOST_RECALLS) {
                step.arm(Deadline.Name.PARKED, again.limit());
                return;
            }
        } else if (failed.kind() != Handover.Kind.RECALL) {
            var giver = Group.who(step.call, failed.from()).filter(who -> who.agentId() != null);
            if (giver.isPresent()) {
                Regrouping.recall(step, giver.get());
                return;
            }
        }
        step.finish(null, "nobody took the call");
        HangUps.all(step);
    }

    private static void joined(Step step, String channelId, long order) {
        step.call.parties().underWay().filter(h -> h.isOf(channelId)).ifPresent(h -> {
            step.call = step.call
                    .with(step.call
                            .parties()
                            .with(channelId, party -> party.at(Party.Place.IN))
                            .with((Handover) null))
                    .until(null);
            if (h.transfers()) {
                backFromHold(step, order, false);
            }
            onCall(step, channelId);
            RegroupEvents.joined(step, channelId);
        });
    }

    private static void parked(Step step) {
        var handover = step.call.parties().underWay().filter(h -> h.kind() == Handover.Kind.PARK);
        var parked = step.call.parties().parked();
        if (handover.isEmpty() || parked == null) {
            return;
        }
        var giver = Group.owner(step.call).channelId();
        step.call = step.call.with(step.call.parties().without(giver).with((Handover) null));
        if (parked.to() != null) {
            step.call = step.call.with(step.call.parties().parked(null));
            Serving.sentOn(step, parked.to());
            return;
        }
        step.arm(Deadline.Name.PARKED, parked.limit());
        RegroupEvents.parked(step, parked);
    }

    private static void onCall(Step step, String channelId) {
        Group.who(step.call, channelId)
                .map(Target::agentId)
                .ifPresent(agentId -> step.follow(new Effect.AgentOnCall(agentId)));
    }

    /** Whoever takes the call over is heard, and hears. */
    private static Control unmuted(Control control, long order) {
        return control.set(Control.Switch.AGENT_IN, false, order).set(Control.Switch.AGENT_OUT, false, order);
    }

    private static void backFromHold(Step step, long order, boolean wasParked) {
        var wasHeld = step.call.control().held();
        step.call = step.call.with(
                step.call.control().set(Control.Switch.HELD, false, order).sure(Ask.Topic.HOLD));
        if (wasParked || (wasHeld && !step.call.control().held())) {
            RegroupEvents.resumed(step);
        }
    }

    /** A further party was muted, or is heard again. */
    static void muted(Step step, PbxFact.ControlFact fact, MuteDirection direction, long order, boolean on) {
        var channelId = fact.channelId();
        step.call.parties().of(channelId).ifPresent(before -> {
            for (var oneWay : Ask.each(direction)) {
                step.call =
                        step.call.with(step.call.parties().with(channelId, party -> party.muted(oneWay, on, order)));
            }
            step.call = step.call.with(step.call.control().sure(Ask.Topic.PARTY_MUTE));
            var after = step.call.parties().of(channelId).orElseThrow();
            if (!after.muted().equals(before.muted())) {
                RegroupEvents.muted(step, channelId, direction, on);
            }
        });
    }

    private Regrouped() {}
}
