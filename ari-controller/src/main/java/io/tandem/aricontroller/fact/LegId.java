package io.tandem.aricontroller.fact;

import io.tandem.edge.id.Ulids;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A channel of ours: its id is {@code <callId>.<leg>}, so that no table is needed to find its call. One exception: a caller who came in
 * has the id that Asterisk gave, and their call is named after it. All other channels are foreign.
 */
public record LegId(String callId, String leg) {

    public static final String AGENT = "agent";
    public static final String CUSTOMER = "customer";

    /** An agent's phone at their desk, which is named as a call is. */
    public static final String DESK = "desk";

    /** The half of an agent's leg that is at their desk; numbered as the leg is. */
    public static final String SEAT = "seat";

    /** Somebody at a number who was called into a call that talks: numbered, as in {@code <callId>.party.7}; an agent is {@code agent.7}. */
    public static final String PARTY = "party";

    /** Numbered, as in {@code <callId>.supervisor.7}. */
    public static final String SUPERVISOR = "supervisor";

    public static final String SNOOP = "snoop";

    /** Hears for a recording what one leg says. */
    public static final String TAP = "tap";

    /** Says nothing, for as long as the customer is there: {@code <callId>.still.<n>} keeps recording n going. */
    public static final String STILL = "still";

    /** A program at the media port, numbered, as in {@code <callId>.media.7}. */
    public static final String MEDIA = "media";

    private static final String HOLD = ".hold.";
    private static final String PLAY = ".play.";
    private static final long STEPS = 100;
    private static final int ULID_LENGTH = 26;
    private static final String LEG_TEXT = "[a-z]+(?:\\.[0-9]+)?";
    private static final Pattern LEG = Pattern.compile(LEG_TEXT);
    private static final Pattern OF_ARRIVED = Pattern.compile("(.+\\.[0-9]+)\\.(" + LEG_TEXT + ")");

    /** Of what we named: every channel and bridge but for the channel of a caller who came in. */
    public static Optional<LegId> of(String channelId) {
        if (channelId.indexOf(':') > 0) {
            return ofArrived(channelId);
        }
        if (channelId.length() <= ULID_LENGTH + 1 || channelId.charAt(ULID_LENGTH) != '.') {
            return Optional.empty();
        }
        var callId = channelId.substring(0, ULID_LENGTH);
        var leg = channelId.substring(ULID_LENGTH + 1);
        return Ulids.isUlid(callId) && LEG.matcher(leg).matches()
                ? Optional.of(new LegId(callId, leg))
                : Optional.empty();
    }

    private static Optional<LegId> ofArrived(String channelId) {
        var name = OF_ARRIVED.matcher(channelId);
        return name.matches()
                        && CallIds.hasArrived(name.group(1))
                        && !name.group(2).equals(CUSTOMER)
                ? Optional.of(new LegId(name.group(1), name.group(2)))
                : Optional.empty();
    }

    /** The leg of a call that a channel is; empty where it is of another call. */
    public static Optional<LegId> in(String callId, String channelId) {
        return channelId.equals(customerOf(callId))
                ? Optional.of(new LegId(callId, CUSTOMER))
                : of(channelId).filter(leg -> leg.callId().equals(callId));
    }

    /** A caller whose channel Asterisk named; empty for ids of another form. */
    public static Optional<LegId> ofCaller(String pbxId, String channelId) {
        return CallIds.ofCaller(pbxId, channelId).map(callId -> new LegId(callId, CUSTOMER));
    }

    public static String agentOf(String callId) {
        return callId + "." + AGENT;
    }

    public static String deskOf(String deskId) {
        return deskId + "." + DESK;
    }

    /** The other half of an agent's leg, where that is at a desk. */
    public LegId seat() {
        return new LegId(callId, SEAT + leg.substring(AGENT.length()));
    }

    public static boolean isSeat(String channelId) {
        return of(channelId)
                .filter(id -> id.leg().equals(SEAT) || id.leg().startsWith(SEAT + "."))
                .isPresent();
    }

    /** The caller's own channel where the call came in. */
    public static String customerOf(String callId) {
        return CallIds.customerOf(callId);
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

    /** What a caller is played by the n-th step of the command with this order; a step's id is never used again. */
    public static String playOf(String callId, long order, int step) {
        return callId + PLAY + (order * STEPS + step);
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

    public static boolean isMedia(String channelId) {
        return of(channelId).filter(id -> id.leg().startsWith(MEDIA + ".")).isPresent();
    }

    /** Somebody who talks in the call; what else we make comes and goes without a word about the call. */
    public boolean isParty() {
        return leg.equals(AGENT) || leg.equals(CUSTOMER) || leg.equals(DESK) || wasCalledIn();
    }

    /** An agent's phone, or their half of a channel to their desk. */
    public boolean isAgent() {
        return leg.equals(AGENT) || leg.startsWith(AGENT + ".");
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
        return leg.equals(CUSTOMER) ? customerOf(callId) : callId + "." + leg;
    }
}
