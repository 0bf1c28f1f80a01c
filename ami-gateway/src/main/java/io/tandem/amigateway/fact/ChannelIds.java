package io.tandem.amigateway.fact;

import io.tandem.edge.id.Ulids;
import java.util.Optional;

/**
 * The names of what we create in a PBX tell the call: channel {@code <callId>.<leg>}, bridge {@code <callId>.bridge}, room {@code <callId>}.
 * A callId is a ULID, or {@code <pbxId>:<uniqueid>} of a call that came in; its customer's channel is the only one of a call that has a
 * name of Asterisk's making, and {@link CallChannels} knows it.
 */
public final class ChannelIds {

    private static final int CALL_ID = 26;
    private static final int MAX_PBX_ID = 63;

    /** Of AMI's {@code Uniqueid}, seconds and number; before them, where the PBX has one, its {@code systemname} and a hyphen. */
    private static final int MAX_UNIQUEID = 149;

    /** The call after which this channel is named; empty for a channel that is not. */
    public static Optional<String> callId(String channelId) {
        if (channelId.length() >= CALL_ID + 2 && channelId.charAt(CALL_ID) == '.') {
            var callId = channelId.substring(0, CALL_ID);
            if (Ulids.isUlid(callId)) {
                return Optional.of(callId);
            }
        }
        return cameIn(channelId);
    }

    /** {@code <pbxId>:<seconds>.<number>.<leg>}: the call ends before the second dot behind the colon. */
    private static Optional<String> cameIn(String channelId) {
        int colon = channelId.indexOf(':');
        int first = colon < 0 ? -1 : channelId.indexOf('.', colon);
        int second = first < 0 ? -1 : channelId.indexOf('.', first + 1);
        if (second < 0 || second == channelId.length() - 1) {
            return Optional.empty();
        }
        var callId = channelId.substring(0, second);
        return isIncoming(callId) ? Optional.of(callId) : Optional.empty();
    }

    /** The id of a call that the channel of that Uniqueid began by coming in. */
    static String incoming(String pbxId, String uniqueid) {
        return pbxId + ":" + uniqueid;
    }

    /** Whether this is the id of a call that came in, on whichever PBX. */
    public static boolean isIncoming(String callId) {
        int colon = callId.indexOf(':');
        return colon > 0 && isPbxId(callId, colon) && isUniqueid(callId, colon + 1);
    }

    /** The PBX, and the customer's channel there, of a call that came in. */
    public static String pbxOf(String incomingCallId) {
        return incomingCallId.substring(0, incomingCallId.indexOf(':'));
    }

    public static String customerOf(String incomingCallId) {
        return incomingCallId.substring(incomingCallId.indexOf(':') + 1);
    }

    public static boolean isUniqueid(String text) {
        return isUniqueid(text, 0);
    }

    /** {@code [A-Za-z0-9_-]*[0-9]+\.[0-9]+}, by hand, since it is asked of every event. */
    private static boolean isUniqueid(String text, int from) {
        int dot = text.indexOf('.', from);
        if (dot <= from || dot == text.length() - 1 || text.length() - from > MAX_UNIQUEID || !isDigit(text, dot - 1)) {
            return false;
        }
        for (int at = from; at < dot; at++) {
            if (!isWord(text.charAt(at)) && text.charAt(at) != '-') {
                return false;
            }
        }
        for (int at = dot + 1; at < text.length(); at++) {
            if (!isDigit(text, at)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPbxId(String text, int to) {
        if (to > MAX_PBX_ID || !isWord(text.charAt(0)) || text.charAt(0) == '_') {
            return false;
        }
        for (int at = 1; at < to; at++) {
            char c = text.charAt(at);
            if (!isWord(c) && c != '-' && c != '.') {
                return false;
            }
        }
        return true;
    }

    private static boolean isWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    private static boolean isDigit(String text, int at) {
        return text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    /** The call whose bridge this is; empty for a bridge that is not ours, ConfBridge's among them. */
    public static Optional<String> ofBridge(String bridgeId) {
        return callId(bridgeId).filter(callId -> bridgeId.equals(bridge(callId)));
    }

    /** The call whose conference room this is. */
    public static Optional<String> ofRoom(String conference) {
        return Ulids.isUlid(conference) || isIncoming(conference) ? Optional.of(conference) : Optional.empty();
    }

    public static String bridge(String callId) {
        return callId + ".bridge";
    }

    private ChannelIds() {}
}
