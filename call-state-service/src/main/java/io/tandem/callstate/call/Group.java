package io.tandem.callstate.call;

import io.tandem.contracts.CallState;
import io.tandem.contracts.CallTarget;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who is at the agents' side of a call that talks. Pure. */
public final class Group {

    /** What a call means to an agent; of two parts the later counts. */
    public enum Part {
        FREE,
        NOT_CALLED,
        RINGING,
        ON_CALL
    }

    /** What the call is while it talks, where it is not just connected. */
    static Optional<CallState> state(Call call) {
        var parties = call.parties();
        if (parties.underWay().filter(Handover::transfers).isPresent()) {
            return Optional.of(CallState.TRANSFERRING);
        }
        return call.control().held() || isParked(call) ? Optional.of(CallState.HELD) : Optional.empty();
    }

    /** Not while the customer is still being put aside. */
    static boolean isParked(Call call) {
        var parties = call.parties();
        return parties.parked() != null
                && parties.underWay()
                        .filter(h -> h.kind() == Handover.Kind.PARK)
                        .isEmpty();
    }

    /** The leg that has the call, or had it last. */
    static Leg owner(Call call) {
        var owner = call.parties().owner();
        return owner == null ? call.agent() : call.leg(owner).orElse(call.agent());
    }

    /** Those who talk with the customer, or with each other while the customer is aside. */
    static List<String> present(Call call) {
        var first = call.parties().firstOut() || call.agent().gone()
                ? Stream.<String>empty()
                : Stream.of(call.agent().channelId());
        return Stream.concat(
                        first, call.parties().talking().map(party -> party.leg().channelId()))
                .toList();
    }

    /** Whoever is at the end of a leg; empty for what is no leg of the agents' side. */
    static Optional<Target> who(Call call, @Nullable String channelId) {
        var plan = call.plan();
        if (!call.inbound() && call.agent().channelId().equals(channelId)) {
            return Optional.of(new Target(plan.agentId(), null, plan.agentEndpoint(), plan.to(), plan.agentRing()));
        }
        return channelId == null
                ? Optional.empty()
                : call.parties().of(channelId).map(Party::who);
    }

    /** The name of a leg within its call. */
    static String legId(Call call, String channelId) {
        return call.inbound() && channelId.equals(call.customer().channelId())
                ? "customer"
                : channelId.substring(call.callId().length() + 1);
    }

    static CallTarget target(Call call, String channelId) {
        var who = who(call, channelId).orElseThrow();
        return new CallTarget(legId(call, channelId), who.agentId(), who.number());
    }

    /** The agents who are occupied by the call: they have it, are in it, or are being called for it. */
    static Set<String> agents(Call call) {
        var agents = new LinkedHashSet<String>();
        var first = call.plan().agentId();
        if (first != null && !call.parties().firstOut()) {
            agents.add(first);
        }
        call.parties().others().values().stream()
                .filter(party -> party.place() != Party.Place.OUT)
                .map(party -> party.who().agentId())
                .filter(java.util.Objects::nonNull)
                .forEach(agents::add);
        return agents;
    }

    static Map<String, Part> parts(Call call) {
        var parts = new LinkedHashMap<String, Part>();
        var first = call.plan().agentId();
        if (first != null) {
            parts.put(first, first(call));
        }
        for (var party : call.parties().others().values()) {
            var agentId = party.who().agentId();
            if (agentId != null) {
                parts.merge(agentId, part(call, party), (a, b) -> a.compareTo(b) > 0 ? a : b);
            }
        }
        return parts;
    }

    private static Part first(Call call) {
        if (call.ended() || call.parties().firstOut()) {
            return Part.FREE;
        }
        if (call.told().contains(Milestone.AGENT_ANSWERED)) {
            return Part.ON_CALL;
        }
        return call.told().contains(Milestone.AGENT_RINGING) ? Part.RINGING : Part.NOT_CALLED;
    }

    private static Part part(Call call, Party party) {
        if (call.ended() || party.place() == Party.Place.OUT) {
            return Part.FREE;
        }
        return party.leg().up() ? Part.ON_CALL : Part.RINGING;
    }

    private Group() {}
}
