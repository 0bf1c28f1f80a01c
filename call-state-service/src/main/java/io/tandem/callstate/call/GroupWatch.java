package io.tandem.callstate.call;

import io.tandem.contracts.PbxFact;

/**
 * Looks who is left of a call that talks, after anything was seen, and when a time limit passed. Asked of the evidence, and not of the
 * order in which it came. Pure.
 */
final class GroupWatch {

    /** The call ends with its customer, and when nobody is at the agents' side and nobody is being called there. */
    static void settle(Step step) {
        if (step.call.customer().gone()) {
            step.finish(null, null);
            return;
        }
        step.call.parties().underWay().ifPresent(handover -> whileUnderWay(step, handover));
        notePartiesThatLeft(step);
        noteTheOwnerWhoLeft(step);
    }

    static void whileUnderWay(Step step, Handover handover) {
        boolean isGone = step.call.leg(handover.channelId()).filter(Leg::gone).isPresent();
        if (isGone && handover.kind() == Handover.Kind.ADD) {
            addFailed(step, handover, cause(step, handover));
        } else if (handover.transfers() && handover.doing() == null && (isGone || isDeserted(step, handover))) {
            Regrouping.await(step, Handover.Doing.NOTHING);
        }
    }

    /** Who consulted hung up: the PBX gives the customer to whoever was consulted, by itself. */
    private static boolean isDeserted(Step step, Handover handover) {
        return handover.answered() && Group.present(step.call).isEmpty();
    }

    private static String cause(Step step, Handover handover) {
        if (handover.doing() == Handover.Doing.CANCEL) {
            return "let go before the answer";
        }
        var causes = step.call.leg(handover.channelId()).orElseThrow().causes();
        return causes.isEmpty()
                ? "did not answer"
                : (causes.lastKey() + " " + causes.lastEntry().getValue()).strip();
    }

    private static void addFailed(Step step, Handover handover, String reason) {
        Regrouped.letGo(step, handover);
        Controlling.fail(step, "parties", reason);
    }

    private static void notePartiesThatLeft(Step step) {
        var owner = Group.owner(step.call).channelId();
        for (var party : step.call.parties().others().values()) {
            var channelId = party.leg().channelId();
            if (party.place() == Party.Place.IN && party.leg().gone() && !channelId.equals(owner)) {
                leave(step, channelId);
            }
        }
        boolean firstIsGuest = !step.call.agent().channelId().equals(owner);
        if (firstIsGuest && step.call.agent().gone() && !step.call.parties().firstOut()) {
            leave(step, step.call.agent().channelId());
        }
    }

    private static void leave(Step step, String channelId) {
        step.call = step.call.with(step.call.parties().without(channelId));
        RegroupEvents.left(step, channelId);
    }

    private static void noteTheOwnerWhoLeft(Step step) {
        var parties = step.call.parties();
        if (!Group.owner(step.call).gone() || parties.parked() != null || parties.handover() != null) {
            return;
        }
        var next = Group.present(step.call).stream()
                .flatMap(channelId -> parties.of(channelId).stream())
                .max(java.util.Comparator.comparing(party -> party.who().agentId() != null));
        next.ifPresentOrElse(party -> succeed(step, party), () -> step.finish(null, null));
    }

    private static void succeed(Step step, Party next) {
        var left = Group.owner(step.call).channelId();
        step.call = step.call
                .with(step.call.parties().without(left).ownedBy(next))
                .with(step.call
                        .control()
                        .set(Control.Switch.AGENT_IN, next.in().on(), step.order())
                        .set(Control.Switch.AGENT_OUT, next.out().on(), step.order()));
        RegroupEvents.left(step, left);
    }

    /** Nobody answered the phone, or the consultation lasted too long: all that can be done is to undo it. */
    static void tooLong(Step step) {
        step.call.parties().underWay().ifPresent(_ -> Regrouping.cancel(step));
    }

    static void notDone(Step step) {
        step.call.parties().underWay().ifPresent(handover -> {
            if (handover.doing() != Handover.Doing.NOTHING) {
                giveUp(step, handover);
            } else if (step.call.leg(handover.channelId()).filter(Leg::gone).isPresent()) {
                Regrouping.cancel(step);
            } else {
                Regrouping.complete(step);
            }
        });
    }

    /** The PBX was told and did not do it, or did not say so. Nobody knows where the customer is: both ways to them are open. */
    private static void giveUp(Step step, Handover handover) {
        var why = "the PBX did not do it in time";
        if (handover.kind() == Handover.Kind.PARK) {
            step.call = step.call
                    .with(step.call.parties().parked(null).with((Handover) null))
                    .until(null);
            Controlling.fail(step, "park", why);
        } else {
            HangUps.one(step, step.call.leg(handover.channelId()).orElseThrow());
            if (handover.transfers()) {
                RegroupEvents.failed(step, handover, why);
                Regrouped.letGo(step, handover);
            } else {
                addFailed(step, handover, why);
            }
        }
        if (Serving.serves(step.call)) {
            Offering.goOn(step, handover);
        } else if (Group.present(step.call).isEmpty()) {
            step.finish(null, why);
            HangUps.everywhere(step);
        } else {
            step.call = step.call.with(step.call.control().doubting(Ask.Topic.HOLD));
        }
    }

    static void parkedTooLong(Step step) {
        var parked = step.call.parties().parked();
        if (parked != null && step.call.parties().handover() == null) {
            Regrouping.recall(step, parked.by());
        }
    }

    /** An answer to a command about who is in the call; the facts say what was done, this only that it was not, or that nobody knows. */
    static void answered(Step step, Control.Pending asked, PbxFact.CommandFact fact) {
        switch (fact) {
            case PbxFact.CommandDone _ -> {}
            case PbxFact.CommandRefused f -> refused(step, asked, f.reason());
            case PbxFact.CommandFateUnknown f -> unknown(step, asked, f.reason());
        }
    }

    private static void refused(Step step, Control.Pending asked, String reason) {
        var handover = step.call.parties().handover();
        if (handover == null) {
            Controlling.fail(step, asked.operation(), reason);
        } else if (handover.kind() == Handover.Kind.PARK) {
            step.call = step.call
                    .with(step.call.parties().parked(null).with((Handover) null))
                    .until(null);
            Controlling.fail(step, asked.operation(), reason);
        } else if (isOfTheCall(step, asked, handover)) {
            notCalled(step, handover, reason);
        } else {
            goOn(step, handover);
            Controlling.fail(step, asked.operation(), reason);
        }
    }

    private static boolean isOfTheCall(Step step, Control.Pending asked, Handover handover) {
        return step.call
                .leg(handover.channelId())
                .filter(leg -> asked.commandId().equals(leg.commandId()))
                .isPresent();
    }

    private static void notCalled(Step step, Handover handover, String reason) {
        if (!handover.transfers()) {
            addFailed(step, handover, reason);
            return;
        }
        RegroupEvents.failed(step, handover, reason);
        Regrouped.letGo(step, handover);
        if (Group.present(step.call).isEmpty()) {
            Regrouped.aside(step, handover);
        }
    }

    /** What was asked for was not done: people go on deciding. */
    private static void goOn(Step step, Handover handover) {
        if (handover.kind() == Handover.Kind.ADD || handover.doing() == Handover.Doing.NOTHING) {
            return;
        }
        step.call = step.call.with(step.call.parties().with(handover.doing(null)));
        if (handover.answered()) {
            step.arm(Deadline.Name.CONSULT, step.limits.consult());
        } else {
            var who = Group.who(step.call, handover.channelId()).orElseThrow();
            step.arm(Deadline.Name.TRANSFER, who.ring().plus(step.limits.grace()));
        }
    }

    private static void unknown(Step step, Control.Pending asked, String reason) {
        var handover = step.call.parties().handover();
        if (handover != null && isOfTheCall(step, asked, handover) && handover.doing() == null) {
            Regrouping.cancel(step);
        } else {
            Controlling.fail(step, asked.operation(), "not known whether it was done: " + reason);
        }
    }

    private GroupWatch() {}
}
