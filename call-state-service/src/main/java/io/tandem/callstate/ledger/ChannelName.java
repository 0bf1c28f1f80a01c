package io.tandem.callstate.ledger;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which call a channel's id tells. Of channels that we made: what is before the first dot; or, in a call that came in, before the part
 * behind the caller's own id. A channel that Asterisk named is that of a caller who came in, and its call is {@code <pbxId>:<id>}.
 */
public final class ChannelName {

    private static final String UNIQUE_ID = "(?:[A-Za-z0-9_-]*-)?[0-9]{1,20}\\.[0-9]{1,10}";
    private static final Pattern OF_CALLER = Pattern.compile(UNIQUE_ID);
    private static final Pattern BESIDE_CALLER = Pattern.compile("([A-Za-z0-9_.-]{1,64}:" + UNIQUE_ID + ")\\..*");

    public static String callOf(String pbxId, String channelId) {
        if (isCallers(channelId)) {
            return pbxId + ":" + channelId;
        }
        var beside = BESIDE_CALLER.matcher(channelId);
        return beside.matches() ? beside.group(1) : head(channelId);
    }

    /** Of anybody who calls in, kept as a call of ours or not. */
    static boolean isCallers(String channelId) {
        return OF_CALLER.matcher(channelId).matches();
    }

    /** The phone of an agent who waits, which is in no call. */
    static boolean isDesks(String channelId) {
        return channelId.endsWith(".desk");
    }

    /** What may be before the first dot of the ids of the call's channels. */
    public static Stream<String> headsOf(String callId) {
        var colon = callId.indexOf(':');
        return colon < 0 ? Stream.of(callId) : Stream.of(head(callId), head(callId.substring(colon + 1)));
    }

    private static String head(String id) {
        int dot = id.indexOf('.');
        return dot < 0 ? id : id.substring(0, dot);
    }

    private ChannelName() {}
}
