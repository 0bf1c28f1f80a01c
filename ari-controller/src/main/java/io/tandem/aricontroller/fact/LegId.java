package io.tandem.aricontroller.fact;

import io.tandem.edge.id.Ulids;
import java.util.Optional;
import java.util.regex.Pattern;

/** A channel of ours: its id is {@code <callId>.<leg>}, so that no table is needed to find its call. All other channels are foreign. */
public record LegId(String callId, String leg) {

    public static final String AGENT = "agent";
    public static final String CUSTOMER = "customer";

    /** Somebody at a number who was called into a call that talks: numbered, as in {@code <callId>.party.7}; an agent is {@code agent.7}. */
    public static final String PARTY = "party";

    /** Numbered, as in {@code <callId>.supervisor.7}. */
    public static final String SUPERVISOR = "supervisor";

    public static final String SNOOP = "snoop";

    /** Hears for a recording what one leg says. */
    public static final String TAP = "tap";

    private static final String HOLD = ".hold.";
    private static final int ULID_LENGTH = 26;
    private static final Pattern LEG = Pattern.compile("[a-z]+(\\.[0-9]+)?");

    public static Optional<LegId> of(String channelId) {
        if (channelId.length() <= ULID_LENGTH + 1 || channelId.charAt(ULID_LENGTH) != '.') {
            return Optional.empty();
        }
        var callId = channelId.substring(0, ULID_LENGTH);
        var leg = channelId.substring(ULID_LENGTH + 1);
        return Ulids.isUlid(callId) && LEG.matcher(leg).matches()
                ? Optional.of(new LegId(callId, leg))
                : Optional.empty();
    }

    public static String agentOf(String callId) {
        return callId + "." + AGENT;
    }

    public static String customerOf(String callId) {
        return callId + "." + CUSTOMER;
    }

    /** The mixing bridge in which the call talks. */
    public static String bridgeOf(String callId) {
        return callId + ".bridge";
    }

    /** The bridge of a party who is held by the command with this order. */
    public static String holdOf(String callId, long order) {
        return callId + HOLD + order;
    }

    public static boolean isHold(String bridgeId) {
        return bridgeId.contains(HOLD);
    }

    /** The bridge in which a supervisor hears a snoop. */
    public static String monitorOf(String callId) {
        return callId + ".monitor";
    }

    public static boolean isSupervisor(String channelId) {
        return of(channelId).filter(id -> id.leg().startsWith(SUPERVISOR)).isPresent();
    }

    public static boolean isSnoop(String channelId) {
        return of(channelId).filter(id -> id.leg().startsWith(SNOOP + ".")).isPresent();
    }

    public static boolean isTap(String channelId) {
        return of(channelId).filter(id -> id.leg().startsWith(TAP + ".")).isPresent();
    }

    /** Somebody who talks in the call; what else we make comes and goes without a word about the call. */
    public boolean isParty() {
        return leg.equals(AGENT) || leg.equals(CUSTOMER) || wasCalledIn();
    }

    /** Called into a call that talked already. */
    public boolean wasCalledIn() {
        return leg.startsWith(AGENT + ".") || leg.startsWith(PARTY + ".");
    }

    /** Of a numbered leg: the order of the command that made it. 0 for one without. */
    public long number() {
        var dot = leg.indexOf('.');
        return dot < 0 ? 0 : Long.parseLong(leg.substring(dot + 1));
    }

    public String channelId() {
        return callId + "." + leg;
    }
}
