package io.tandem.callstate.call;

import java.util.regex.Pattern;

/**
 * Where a call stands among others: text that rises with the time at which the call began. An id that we made is a ULID and begins
 * with its time; one of the PBX, {@code <pbxId>:<uniqueid>}, has it at its end, in seconds, and gets it in front, as a ULID writes it.
 */
public final class Rank {

    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int TIME_LENGTH = 10;
    private static final Pattern OF_THE_PBX = Pattern.compile(".+:.*?([0-9]{1,12})\\.[0-9]+");

    public static String of(String callId) {
        var ofThePbx = OF_THE_PBX.matcher(callId);
        return ofThePbx.matches() ? time(Long.parseLong(ofThePbx.group(1)) * 1000) + callId : callId;
    }

    public static String callIdOf(String rank) {
        return rank.indexOf(':') < 0 ? rank : rank.substring(TIME_LENGTH);
    }

    private static String time(long millis) {
        var digits = new char[TIME_LENGTH];
        long left = millis;
        for (int at = TIME_LENGTH - 1; at >= 0; at--) {
            digits[at] = DIGITS.charAt((int) (left & 31));
            left >>>= 5;
        }
        return new String(digits);
    }

    private Rank() {}
}
