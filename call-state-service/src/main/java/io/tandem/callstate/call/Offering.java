package io.tandem.callstate.call;

import io.tandem.contracts.AriCommand;
import io.tandem.contracts.CallEvent;
import io.tandem.contracts.CallOutcome;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The part of {@link CallMachine} that calls somebody for a caller who waits: as for a customer who is parked, with nobody who gives
 * the call away. Where they do not come, the caller waits on in their place. Pure.
 */
final class Offering {

    private static final String OFFER = "offer";

    static Transition offer(Step step, Input.Offer offer) {
        var stay = Serving.queueOf(step.call).filter(q -> q.queueId().equals(offer.queueId()));
        if (stay.isEmpty()) {
            return step.ignored("does not wait in " + offer.queueId());
        }
        if (step.call.parties().underWay().isPresent()) {
            return step.ignored("is offered already");
        }
        if (!step.links.ari()) {
            return step.ignored("ARI of " + step.call.pbxId() + " is away");
        }
        var agentId = Objects.requireNonNull(offer.to().agentId());
        step.requireReservation(agentId, offer.fence());
        call(step, offer.to());
        var call = step.call;
        step.publish(version -> new CallEvent.Offered(
                call.callId(),
                call.tenant(),
                version,
                step.now(),
                Events.summary(call),
                agentId,
                step.now().plus(offer.to().ring()),
                offer.reason()));
        return step.moved();
    }

    /** Nobody is chosen: there is one number. */
    static void bridge(Step step, Target number) {
        if (!step.links.ari()) {
            Serving.leave(step, CallOutcome.FAILED, "ARI of " + step.call.pbxId() + " is away");
            return;
        }
        Serving.stay(step, new Stay.Calling(Objects.requireNonNull(number.number())));
        call(step, number);
    }

    private static void call(Step step, Target to) {
        var id = step.command(OFFER);
        AriCommand command = Regrouping.call(step, to, Handover.Kind.OFFER, id);
        step.send(command);
        step.call = step.call.with(
                step.call.control().awaiting(Ask.Topic.PARTIES, new Control.Pending(id, OFFER, step.expiry())));
    }

    static Transition reject(Step step, @Nullable String agentId) {
        var offered = step.call
                .parties()
                .underWay()
                .filter(h -> Serving.serves(step.call) && h.kind() == Handover.Kind.OFFER)
                .flatMap(h -> Group.who(step.call, h.channelId()).map(Target::agentId));
        if (offered.isEmpty() || (agentId != null && !agentId.equals(offered.get()))) {
            return step.ignored(
                    "call " + step.call.callId() + " is not offered to " + (agentId == null ? "an agent" : agentId));
        }
        if (Regrouping.underWay(step).doing() != null
                || Regrouping.underWay(step).answered()) {
            return step.ignored("the offer is over already");
        }
        step.call = step.call.in(Serving.served(step).rejectedBy(offered.get()));
        Regrouping.cancel(step);
        return step.moved();
    }

    /** Somebody has the customer: of a call that was offered, the one whom it was offered to. */
    static void taken(Step step, Handover handover) {
        if (!Serving.serves(step.call)) {
            RegroupEvents.completed(step, handover);
        } else if (step.call.told().contains(Milestone.CONNECTED)) {
            step.call = step.call.in(new Phase.Connected()).until(null);
            RegroupEvents.completed(step, handover);
        } else {
            step.connect();
        }
    }

    /** Told of agents; that a number did not answer is in the call's outcome. */
    static void ended(Step step, Handover handover, String reason) {
        var agentId = Group.who(step.call, handover.channelId()).map(Target::agentId);
        if (agentId.isEmpty() || !(step.call.phase() instanceof Phase.Served served)) {
            return;
        }
        var why = why(served, agentId.get(), handover, reason);
        step.call = step.call.in(served.missedBy(agentId.get(), step.now()));
        if (!why.equals("rejected") && !why.equals("busy")) {
            step.follow(new Effect.MissOffer(agentId.get()));
        }
        var call = step.call;
        step.publish(version -> new CallEvent.OfferEnded(
                call.callId(), call.tenant(), version, step.now(), Events.summary(call), agentId.get(), why));
    }

    private static String why(Phase.Served served, String agentId, Handover handover, String reason) {
        if (agentId.equals(served.rejecting())) {
            return "rejected";
        }
        return handover.doing() == Handover.Doing.CANCEL || reason.equals("no answer") ? "no-answer" : reason;
    }

    /** The caller waits on, or there is nobody else. */
    static void goOn(Step step, Handover failed) {
        switch (Serving.served(step).stay()) {
            case Stay.InQueue _ -> Serving.armWait(step);
            case Stay.Calling stay ->
                Serving.hear(step, Spoken.NOBODY, CallOutcome.NO_ANSWER, stay.number() + " did not answer");
            case Stay.Arriving _, Stay.InMenu _, Stay.Hearing _, Stay.InDialplan _ -> {}
        }
    }

    private Offering() {}
}
