package io.tandem.callstate.call;

import io.tandem.contracts.RouteTarget;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who was called into the call beside its first agent and the customer, who has it now, and what is being done about that.
 *
 * @param others by channelId, in the order in which they were called
 * @param firstOut the first agent gave the call away, or was let go
 * @param owner the channel that has the call; null: the first agent's
 * @param agentId the agent who had it last, where it is not the first
 */
public record Parties(
        Map<String, Party> others,
        boolean firstOut,
        @Nullable String owner,
        @Nullable String agentId,
        @Nullable Handover handover,
        @Nullable Parked parked) {

    /**
     * The customer hears music with nobody beside them.
     *
     * @param limit after which {@code by} is called
     * @param recalls how often nobody answered
     * @param to where they go as soon as they are aside; null: nowhere, they are fetched
     */
    public record Parked(
            Target by,
            Duration limit,
            int recalls,
            @Nullable RouteTarget to) {
        Parked again() {
            return new Parked(by, limit, recalls + 1, to);
        }
    }

    static final Parties NONE = new Parties(Map.of(), false, null, null, null, null);

    public Parties {
        others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    }

    Optional<Party> of(String channelId) {
        return Optional.ofNullable(others.get(channelId));
    }

    Optional<Handover> underWay() {
        return Optional.ofNullable(handover);
    }

    Stream<Party> talking() {
        return others.values().stream().filter(Party::talks);
    }

    Parties with(String channelId, UnaryOperator<Party> change) {
        var all = new LinkedHashMap<>(others);
        all.computeIfPresent(channelId, (_, party) -> change.apply(party));
        return new Parties(all, firstOut, owner, agentId, handover, parked);
    }

    Parties with(Party party) {
        var all = new LinkedHashMap<>(others);
        all.put(party.leg().channelId(), party);
        return new Parties(all, firstOut, owner, agentId, handover, parked);
    }

    Parties with(@Nullable Handover other) {
        return new Parties(others, firstOut, owner, agentId, other, parked);
    }

    Parties parked(@Nullable Parked other) {
        return new Parties(others, firstOut, owner, agentId, handover, other);
    }

    Parties without(String channelId) {
        var after = with(channelId, party -> party.at(Party.Place.OUT));
        return others.containsKey(channelId) ? after : new Parties(others, true, owner, agentId, handover, parked);
    }

    /** An agent who has the call stays its agent when somebody outside gets it. */
    Parties ownedBy(Party party) {
        var agent = party.who().agentId() == null ? agentId : party.who().agentId();
        return new Parties(others, firstOut, party.leg().channelId(), agent, handover, parked)
                .with(party.at(Party.Place.IN));
    }
}
