package io.tandem.amigateway.fact;

import io.tandem.edge.id.Ulids;
import java.util.Optional;

/** The names of what we create in a PBX tell the call: channel {@code <callId>.<leg>}, bridge {@code <callId>.bridge}, room {@code <callId>}. */
public final class ChannelIds {

    private static final int CALL_ID = 26;

    /** The call whose channel this is; empty for a channel that is not ours. */
    public static Optional<String> callId(String channelId) {
        if (channelId.length() < CALL_ID + 2 || channelId.charAt(CALL_ID) != '.') {
            return Optional.empty();
        }
        var callId = channelId.substring(0, CALL_ID);
        return Ulids.isUlid(callId) ? Optional.of(callId) : Optional.empty();
    }

    /** The call whose bridge this is; empty for a bridge that is not ours, ConfBridge's among them. */
    public static Optional<String> ofBridge(String bridgeId) {
        return callId(bridgeId).filter(callId -> bridgeId.equals(bridge(callId)));
    }

    /** The call whose conference room this is. */
    public static Optional<String> ofRoom(String conference) {
        return Ulids.isUlid(conference) ? Optional.of(conference) : Optional.empty();
    }

    public static String bridge(String callId) {
        return callId + ".bridge";
    }

    private ChannelIds() {}
}
