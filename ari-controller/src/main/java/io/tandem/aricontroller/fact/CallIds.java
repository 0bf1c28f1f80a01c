package io.tandem.aricontroller.fact;

import io.tandem.edge.id.Ulids;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a call may be called: a ULID for one that we make, {@code <pbxId>:<uniqueid>} for one that came in, after the id that Asterisk
 * gave the caller's channel ({@code <epoch>.<number>}, behind {@code <systemname>-} where it has one).
 */
public final class CallIds {

    private static final String UNIQUE_ID = "(?:[A-Za-z0-9_-]*-)?[0-9]{1,20}\\.[0-9]{1,10}";
    private static final Pattern UNIQUE = Pattern.compile(UNIQUE_ID);
    private static final Pattern ARRIVED = Pattern.compile("[A-Za-z0-9_.-]{1,64}:" + UNIQUE_ID);

    public static boolean isCallId(String text) {
        return Ulids.isUlid(text) || hasArrived(text);
    }

    /** Whether it is of a call that came in, on whatever PBX. */
    public static boolean hasArrived(String callId) {
        return callId.indexOf(':') > 0 && ARRIVED.matcher(callId).matches();
    }

    /** The call of a caller whose channel Asterisk named; empty for ids of another form. */
    public static Optional<String> ofCaller(String pbxId, String channelId) {
        return UNIQUE.matcher(channelId).matches() ? Optional.of(pbxId + ":" + channelId) : Optional.empty();
    }

    /** The customer's channel. */
    static String customerOf(String callId) {
        var colon = callId.indexOf(':');
        return colon < 0 ? callId + "." + LegId.CUSTOMER : callId.substring(colon + 1);
    }

    private CallIds() {}
}
