package io.tandem.callstate.call;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why somebody cannot come into a call that talks, or leave it, as it is asked. Pure. */
final class RegroupRefusals {

    private static final int MOST_PARTIES = 8;

    /** Of what is no change of who is in the call. */
    static Optional<String> ofOthers(Call call) {
        if (Group.isParked(call)) {
            return Optional.of("the customer is parked");
        }
        return call.parties()
                .underWay()
                .filter(h -> h.kind() != Handover.Kind.ADD)
                .map(RegroupRefusals::underWay);
    }

    static Optional<String> of(Call call, Ask.Regroup ask) {
        var handover = call.parties().handover();
        if (Group.isParked(call) && handover == null) {
            return ask instanceof Ask.Unpark(var to) ? newcomer(call, to) : Optional.of("the customer is parked");
        }
        return switch (ask) {
            case Ask.Transfer(var to, var _) -> handsOn(call, handover).or(() -> newcomer(call, to));
            case Ask.AddParty(var to) -> idle(handover).or(() -> newcomer(call, to));
            case Ask.Park _, Ask.SendOn _ -> handsOn(call, handover);
            case Ask.Unpark _ -> Optional.of(handover == null ? "the customer is not parked" : underWay(handover));
            case Ask.CompleteTransfer _ -> consultation(handover, false);
            case Ask.JoinTransfer _ -> consultation(handover, true);
            case Ask.CancelTransfer _ -> cancel(handover);
            case Ask.DropParty(var legId) -> drop(call, legId);
        };
    }

    static Optional<String> mute(Call call, String legId) {
        return party(call, legId).filter(Party::talks).isPresent()
                ? Optional.empty()
                : Optional.of("there is no further party " + legId + " in the call");
    }

    private static Optional<Party> party(Call call, String legId) {
        return call.parties().of(call.callId() + "." + legId);
    }

    private static String underWay(Handover handover) {
        return switch (handover.kind()) {
            case BLIND, ATTENDED -> "the call is being transferred already";
            case UNPARK, RECALL, OFFER -> "an agent is being called for the customer already";
            case ADD -> "a party is being called already";
            case PARK -> "the call is being parked already";
        };
    }

    private static Optional<String> idle(@Nullable Handover handover) {
        return handover == null ? Optional.empty() : Optional.of(underWay(handover));
    }

    /** Only one who is alone with the customer can give the call away. */
    private static Optional<String> handsOn(Call call, @Nullable Handover handover) {
        return idle(handover)
                .or(() -> Group.present(call).size() > 1
                        ? Optional.of("others are in the call: remove them, or leave it")
                        : Optional.empty());
    }

    private static Optional<String> newcomer(Call call, Target to) {
        var agentId = to.agentId();
        if (agentId != null && Group.agents(call).contains(agentId)) {
            return Optional.of("agent " + agentId + " is in the call already");
        }
        return call.parties().talking().count() >= MOST_PARTIES
                ? Optional.of("there are " + MOST_PARTIES + " further parties already")
                : Optional.empty();
    }

    private static Optional<String> consultation(@Nullable Handover handover, boolean answered) {
        if (handover == null || handover.kind() != Handover.Kind.ATTENDED) {
            return Optional.of("there is no consultation");
        }
        if (handover.doing() != null) {
            return Optional.of("the consultation is being ended already");
        }
        return answered && !handover.answered() ? Optional.of("whoever was called has not answered") : Optional.empty();
    }

    private static Optional<String> cancel(@Nullable Handover handover) {
        if (handover == null || !handover.transfers() || handover.kind() == Handover.Kind.RECALL) {
            return Optional.of("there is no transfer to cancel");
        }
        return handover.doing() == null ? Optional.empty() : Optional.of("the transfer is being ended already");
    }

    private static Optional<String> drop(Call call, String legId) {
        var channelId = call.callId() + "." + legId;
        var isCalled = call.parties()
                .underWay()
                .filter(h -> h.kind() == Handover.Kind.ADD && h.isOf(channelId))
                .isPresent();
        if (isCalled) {
            return Optional.empty();
        }
        var present = Group.present(call);
        if (!present.contains(channelId)) {
            return Optional.of("there is no party " + legId + " in the call");
        }
        return present.size() == 1
                ? Optional.of("nobody else is with the customer: hang up or transfer the call")
                : Optional.empty();
    }

    private RegroupRefusals() {}
}
